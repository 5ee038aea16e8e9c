From: Imke <imke@example.org>
To: rene@example.org
Date: Fri, 2 Jan 2026 08:00:02 +0000
Message-ID: <n2@example.org>
In-Reply-To: <n1@example.org>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html><head><style>p {}</style></head><body><div>um <b>acht</b> Uhr</div><div><br></div><div>bis dann</div><div class="gmail_quote"><div>Am Fr. schrieb René:</div><blockquote>wann?</blockquote></div></body></html>
