"""Invented mails that a fuzz run starts from."""

from __future__ import annotations

PLAIN = """From: Ines Quist <ines@example.org>
To: "Tom Ahl" <tom@example.org>
Delivered-To: tom@example.org
Subject: =?UTF-8?Q?R=C3=B6wing?=
Date: Wed, 1 May 2024 10:00:00 +0200
Message-ID: <m1@example.org>

word 1
>From the lake, yes
--
Ines
"""
ANSWER = """From: Tom Ahl <tom@example.org>
To: Ines Quist <ines@example.org>
Cc: Lou <lou@example.org>
Subject: Re: Rowing
Date: Wed, 01 May 2024 08:05:00 GMT
Message-ID: <m2@example.org>
In-Reply-To: <m1@example.org>
References: <m0@example.org> <m1@example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

an answer f=FCr you

On Wed, May 1, 2024 at 10:00 AM Ines Quist <ines@example.org> wrote:

> word 1

Sent from my phone
--b
Content-Type: image/jpeg; name="lake.jpg"
Content-Disposition: attachment; filename="lake.jpg"
Content-Transfer-Encoding: base64

AAAA
--b--
"""
PAGE = """From: ines@example.org
To: tom@example.org
Date: Thu, 2 May 2024 10:00:00 +0200
Message-ID: <m3@example.org>
MIME-Version: 1.0
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: base64

PGRpdj53b3JkIDM8YnI+dHdvPC9kaXY+PGRpdiBjbGFzcz0iZ21haWxfcXVvdGUiPnF1b3RlZDwvZGl2Pg==
"""
LIST = """From: Rowers <rowers@example.org>
To: tom@example.org
List-Id: <rowers.example.org>
Date: Fri, 3 May 2024 10:00:00 +0200
Message-ID: <m4@example.org>

news
"""
_BOX = "".join(
    f"From - Wed May 01 10:00:0{place} 2024\n{mail}\n" for place, mail in enumerate((PLAIN, ANSWER, PAGE, LIST))
)
MAIL: dict[str, bytes] = {
    "all.mbox": _BOX.encode(),
    "crlf.mbox": _BOX.replace("\n", "\r\n").encode(),
    "answer.eml": ANSWER.encode(),
    "page.eml": PAGE.encode(),
}
