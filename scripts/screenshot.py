"""Take the picture of a command for the README: `python scripts/screenshot.py [--to FILE.png] [COMMAND...]`.

Without a command it is the program's answer to the invented chat that `make demo` writes. The command runs
in a terminal of 80 columns; what it prints is drawn by rich as SVG and by Chromium as PNG. Nothing is fetched.
"""

from __future__ import annotations

import argparse
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).parents[1]
COLUMNS, EDGE, MOST_BYTES = 80, 16, 300_000
CHAT = ("--me", "Imke", "--timezone", "Europe/Berlin")
PROGRAM = str(Path(sys.executable).with_name("unlike"))
DEMO = (PROGRAM, "check", "build/demo/WhatsApp Chat with Rosa.txt", *CHAT)
PROMPT = 'unlike check "WhatsApp Chat with Rosa.txt" --me Imke --timezone Europe/Berlin'
PAPER = TerminalTheme(
    (251, 249, 244),
    (52, 49, 46),
    [(52, 49, 46), (176, 92, 60), (88, 112, 70), (150, 115, 40), (60, 90, 130), (120, 80, 110), (150, 84, 52),
     (120, 116, 110)],
)  # fmt: skip
# As rich draws it, without the web font: the machine's own monospaced face.
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {terminal_width} {terminal_height}">
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", monospace; font-size: {char_height}px;
  line-height: {line_height}px; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}</defs>
<rect width="100%" height="100%" fill="#fbf9f4"/>
<g clip-path="url(#{unique_id}-clip-terminal)">{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g></g></svg>"""


def terminal_output(command: list[str]) -> str:
    """Output of a command on a terminal of its own, with the colours."""
    own_end, child_end = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    with subprocess.Popen(command, stdout=child_end, stderr=subprocess.DEVNULL, env=environment, cwd=ROOT) as process:  # noqa: S603 - the caller's own command
        os.close(child_end)
        output = b""
        while True:
            try:
                piece = os.read(own_end, 65_536)
            except OSError:  # how a terminal says that its other end is closed
                break
            if not piece:
                break
            output += piece
    if process.returncode:
        sys.exit(f"{shlex.join(command)} ended with {process.returncode}")
    return output.decode().replace("\r\n", "\n")


def terminal_svg(text: str, prompt: str) -> str:
    """The terminal as SVG."""
    with Path(os.devnull).open("w") as nowhere:
        console = Console(record=True, width=COLUMNS + 1, file=nowhere, force_terminal=True, color_system="truecolor")
        console.print(Text.assemble(("$ ", "cyan"), (prompt, "bold")), "", Text.from_ansi(text), sep="\n")
        return console.export_svg(theme=PAPER, code_format=DRAWING, title="")


def write_png(svg: str, to: Path) -> None:
    """The SVG as PNG, at double size."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("Chromium is needed to draw the picture.")
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    width, height = (round(float(side)) + 2 * EDGE for side in box.groups()) if box else (1000, 800)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "terminal.html")
        page.write_text(
            f'<!doctype html><meta charset="utf-8"><style>body{{margin:{EDGE}px;background:#fbf9f4}}</style>{svg}',
            "utf-8",
        )
        flags = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
                 "--disable-component-update", "--disable-sync", "--hide-scrollbars",
                 f"--window-size={width},{height}", f"--user-data-dir={folder}/profile",
                 f"--screenshot={to}", "--force-device-scale-factor=1")  # fmt: skip
        command = [browser, *flags, page.as_uri()]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own page
    if to.stat().st_size > MOST_BYTES:
        sys.exit(f"{to} is larger than {MOST_BYTES} bytes.")


def main() -> None:
    """Run, draw, photograph."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "pictures" / "terminal.png")
    parser.add_argument("--prompt", help="what stands at the prompt, where it is not the command")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    command = options.command or list(DEMO)
    prompt = options.prompt or (shlex.join(command) if options.command else PROMPT)
    write_png(terminal_svg(terminal_output(command), prompt), options.to.resolve())
    print(options.to)


if __name__ == "__main__":
    main()
