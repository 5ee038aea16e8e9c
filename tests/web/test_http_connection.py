"""Connections that fall silent end by themselves; the page goes on."""

from __future__ import annotations

import json
import subprocess
import sys

SERVER = """
import sys
from unlike.web.http_connection import TimedConnection
TimedConnection.silence_seconds = 1.0
from unlike.cli import main
sys.argv = ["unlike", "open", "--no-browser", "--timezone", "UTC"]
sys.exit(main())
"""
CLIENT = f"""
import json, os, re, socket, subprocess, sys
from concurrent.futures import ThreadPoolExecutor
server = subprocess.Popen(
    [sys.executable, "-c", {SERVER!r}], stdout=subprocess.PIPE, text=True, env={{**os.environ, "PYTHONUNBUFFERED": "1"}}
)
port, link = re.search(r"127.0.0.1:(\\d+)(/enter/\\S+)", server.stdout.readline()).groups()

def end_of(begin, seconds=30):
    with socket.create_connection(("127.0.0.1", int(port))) as there:
        there.settimeout(seconds)
        there.sendall(begin.encode())
        said = b""
        try:
            while piece := there.recv(65536):
                said += piece
        except ConnectionResetError:
            return "ended", said.decode()
        except TimeoutError:
            return "open", said.decode()
        return "ended", said.decode()

host = f"Host: 127.0.0.1:{{port}}\\r\\n"
_, way = end_of(f"GET {{link}} HTTP/1.1\\r\\n{{host}}Connection: close\\r\\n\\r\\n")
cookie, root = re.search("set-cookie: ([^;]+)", way)[1], re.search("url=(/[^/]+)/", way)[1]
inside = f"{{host}}Cookie: {{cookie}}\\r\\nSec-Fetch-Site: same-origin\\r\\n"
form = "Content-Type: multipart/form-data; boundary=b\\r\\nContent-Length: 100000\\r\\n\\r\\n--b\\r\\nContent-Disp"
begins = {{
    "nothing": "",
    "half a request": "GET / HTTP/1.1\\r\\nHo",
    "half a form": f"POST {{root}}/add HTTP/1.1\\r\\n{{inside}}{{form}}",
    "an answer": f"GET {{root}}/about HTTP/1.1\\r\\n{{inside}}\\r\\n",
}}
with ThreadPoolExecutor() as beside_each_other:
    answers = dict(zip(begins, (how for how, _ in beside_each_other.map(end_of, begins.values()))))
answers["afterwards"] = end_of(f"GET {{root}}/about HTTP/1.1\\r\\n{{inside}}Connection: close\\r\\n\\r\\n")[1][:12]
server.send_signal(1)
answers["code"], answers["running"] = server.wait(30), server.poll() is None
print(json.dumps(answers))
"""


def test_half_a_request_ends_and_the_page_goes_on() -> None:
    run = subprocess.run([sys.executable, "-c", CLIENT], capture_output=True, text=True, check=True, timeout=240)
    answers = json.loads(run.stdout)
    assert {answers[name] for name in ("nothing", "half a request", "half a form", "an answer")} == {"ended"}
    assert answers["afterwards"] == "HTTP/1.1 200"
    assert answers["code"] == 129
    assert run.stderr == ""


CROWD = """
import json, os, re, resource, socket, subprocess, sys, time
begun = "import resource, sys; resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256)); from unlike.cli import main; "
arguments = ["unlike", "open", "--no-browser", "--timezone", "UTC"]
server = subprocess.Popen(
    [sys.executable, "-c", f"{begun}sys.argv = {arguments}; sys.exit(main())"],
    stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
)
port, link = re.search(r"127.0.0.1:(\\d+)(/enter/\\S+)", server.stdout.readline()).groups()
host, strangers, open_ends = f"Host: 127.0.0.1:{port}\\r\\n", [], 0

def said_to(begin):
    with socket.create_connection(("127.0.0.1", int(port)), 30) as there:
        there.sendall(begin.encode())
        said = b""
        while piece := there.recv(65536):
            said += piece
        return said.decode()

def endless_body():
    begin = f"POST /elsewhere/add HTTP/1.1\\r\\n{host}Transfer-Encoding: chunked\\r\\n\\r\\n"
    with socket.create_connection(("127.0.0.1", int(port)), 30) as there:
        there.sendall(begin.encode())
        for piece in range(4000):
            try:
                there.sendall(b"10000\\r\\n" + b"x" * 65536 + b"\\r\\n")
            except OSError:
                return "ended"
    return "open"

try:
    way = said_to(f"GET {link} HTTP/1.1\\r\\n{host}Connection: close\\r\\n\\r\\n")
    cookie, root = re.search("set-cookie: ([^;]+)", way)[1], re.search("url=(/[^/]+)/", way)[1]
    inside = f"{host}Cookie: {cookie}\\r\\nSec-Fetch-Site: same-origin\\r\\n"
    kept = socket.create_connection(("127.0.0.1", int(port)), 30)
    half = f"{inside}Content-Type: multipart/form-data; boundary=b\\r\\nContent-Length: 100000\\r\\n\\r\\n--b"
    kept.sendall(f"POST {root}/add HTTP/1.1\\r\\n{half}".encode())
    page = f"GET {root}/about HTTP/1.1\\r\\n{inside}Connection: close\\r\\n\\r\\n"
    said_to(page)  # until the half form has been seen
    resource.setrlimit(resource.RLIMIT_NOFILE, (1000, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    for number in range(300):
        stranger = socket.create_connection(("127.0.0.1", int(port)), 30)
        stranger.sendall(b"GET / HTTP/1.1\\r\\nHo")
        strangers.append(stranger)
    answers = {"page": said_to(page)[:12], "endless": endless_body()}
    kept.setblocking(False)
    try:
        while kept.recv(65536):
            pass
        answers["kept"] = False
    except BlockingIOError:
        answers["kept"] = True
    except ConnectionResetError:
        answers["kept"] = False
finally:
    server.terminate()
    server.wait(30)
print(json.dumps(answers))
"""


def test_strangers_cannot_take_every_connection_or_send_without_end() -> None:
    run = subprocess.run([sys.executable, "-c", CROWD], capture_output=True, text=True, check=False, timeout=240)
    assert run.stderr[:2000] == ""
    assert json.loads(run.stdout) == {"page": "HTTP/1.1 200", "endless": "ended", "kept": True}
