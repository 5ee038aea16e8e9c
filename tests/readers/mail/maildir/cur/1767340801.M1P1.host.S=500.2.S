From: =?utf-8?Q?Ren=C3=A9?= <rene@example.org>
To: imke@example.org
Date: Fri, 2 Jan 2026 08:00:01 +0000
Message-ID: <n1@example.org>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=x

--x
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

wann rudern wir, Ren=E9?

Am Fr., 2. Jan. 2026 um 08:00 Uhr schrieb Imke <imke@example.org>:

alte Worte
--x
Content-Type: text/html

<p>other</p>
--x--
