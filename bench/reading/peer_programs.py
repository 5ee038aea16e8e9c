"""Other programs that read the same exports: how each is run from a folder of its own, and how to fill that folder.

    python -m venv FOLDER
    FOLDER/bin/pip install chatpack chat-miner whatstk whatsapp-chat-analyzer tg-parser whatsapp-chat-exporter
    npm install --prefix FOLDER whatsapp-chat-parser telegram-chat-parser

ChatLab's command line is not in the npm registry, so its parser is built from its source into one module, whose first
line is a remark that says the version:

    npm install --prefix FOLDER stream-json@1 esbuild
    NODE_PATH=FOLDER/node_modules FOLDER/node_modules/.bin/esbuild SOURCE/packages/parser/src/index.ts
      --bundle --platform=node --format=esm --outfile=FOLDER/chatlab-parser.mjs
      --alias:@openchatlab/shared-types=SOURCE/packages/shared-types/index.ts
      --alias:@openchatlab/parser-native=SOURCE/packages/parser-native/index.js
      --banner:js=$'// VERSION\\nimport {createRequire as r} from "module"; const require = r(import.meta.url);'
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PYTHON = """
import json, sys, time
path = sys.argv[1]
{imports}
start = time.process_time()
{run}
seconds = time.process_time() - start
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]
print(json.dumps([seconds, int(peak) / 1024, {count}]))
"""
NODE = """
import fs from "node:fs";
{imports}
const path = process.argv[1], print = console.log;
console.log = () => {{}};
const start = process.cpuUsage();
{run}
const used = process.cpuUsage(start);
const peak = /VmHWM:\\s+(\\d+)/.exec(fs.readFileSync("/proc/self/status", "utf8"))[1];
print(JSON.stringify([(used.user + used.system) / 1e6, peak / 1024, {count}]));
"""
WHATSAPP, TELEGRAM, DATABASE = "WhatsApp .txt", "Telegram result.json", "WhatsApp msgstore.db"
SIGNAL, SMS = "Signal Desktop's folder", "backup of SMS, XML"
OURS, LOOP, FETCH = "unlike", "json.load and a loop", "sqlite3, rows alone"
DECODERS = ("apsw with SQLCipher, rows alone", "expat alone")

READ = "from pathlib import Path\nfrom zoneinfo import ZoneInfo\nfrom unlike.readers import *"
LOOP_IMPORT = "from pathlib import Path\nfrom bench.reading.telegram_speed import loop"
MINER = "import logging\nlogging.disable()\nfrom chatminer.chatparsers import {0}"
MINE = "reader = {0}(path)\nreader.parse_file()\ntable = reader.parsed_messages.get_df()"
EXPORTER = """
import sqlite3
from Whatsapp_Chat_Exporter import android_handler, utility
from Whatsapp_Chat_Exporter.data_model import ChatCollection, Timing
"""
EXPORT = """
base = sqlite3.connect(path)
base.row_factory = sqlite3.Row
chats = ChatCollection()
chats.set_system("jid_map_exists", utility.check_jid_map(base))
chats.set_system("transcription_selection", utility.get_transcription_selection(base))
android_handler.messages(base, chats, "", Timing(0), None, (None, None), False, False)
"""


@dataclass(frozen=True, slots=True)
class Script:
    """What a program runs to read one format.

    Attributes:
        imports: lines before the clock starts.
        run: lines that are measured.
        count: an expression for how many messages it has.
    """

    imports: str
    run: str
    count: str


@dataclass(frozen=True, slots=True, eq=False)
class ReadingProgram:
    """One program that reads exports.

    Attributes:
        name: of its package.
        registry: where it comes from; "own" is this environment.
        gives: what its caller has afterwards.
        scripts: by format.
    """

    name: str
    registry: str
    gives: str
    scripts: Mapping[str, Script]

    def version(self, folder: Path) -> str | None:
        """The installed version, "" for this environment, None where it is not installed."""
        if self.registry == "own":
            return ""
        if self.registry == "PyPI":
            ask = f"from importlib.metadata import version; print(version({self.name!r}))"
            python = folder / "bin" / "python"
            if not python.exists():
                return None
            run = subprocess.run([python, "-c", ask], check=False, capture_output=True, text=True)
            return run.stdout.strip() if run.returncode == 0 else None
        if self.registry == "npm":
            package = folder / "node_modules" / self.name / "package.json"
            return str(json.loads(package.read_text())["version"]) if package.exists() else None
        module = folder / "chatlab-parser.mjs"
        return module.read_text(encoding="utf-8").partition("\n")[0].strip("/ ") if module.exists() else None

    def command(self, file_format: str, folder: Path) -> list[str]:
        """What to run; the file's path comes last."""
        script = self.scripts[file_format]
        parts = {"imports": script.imports, "run": script.run, "count": script.count}
        if self.registry in ("own", "PyPI"):
            python = sys.executable if self.registry == "own" else str(folder / "bin" / "python")
            return [python, "-c", PYTHON.format(**parts)]
        return ["node", "--max-old-space-size=8192", "--input-type=module", "-e", NODE.format(**parts), "--"]


def _ours() -> Script:
    return Script(READ, "table = read([Path(path)], ReadOptions(ZoneInfo('Europe/Berlin'))).messages", "table.height")


def _miner(parser: str) -> Script:
    return Script(MINER.format(parser), MINE.format(parser), "len(table)")


def _chatpack(app: str) -> Script:
    return Script("import chatpack", f"messages = chatpack.parse_{app}(path)", "len(messages)")


_CHATLAB = Script(
    'import {parseFileSync} from "./chatlab-parser.mjs";',
    "const {messages} = await parseFileSync(path);",
    "messages.length",
)
_FETCH = Script(
    "import sqlite3",
    'rows = sqlite3.connect(path).execute("SELECT * FROM message ORDER BY _id")\nnumber = sum(1 for _ in rows)',
    "number",
)
_DECRYPT = Script(
    "import apsw\nfrom bench.reading.decoded_exports import KEY",
    "base = apsw.Connection(path + '/sql/db.sqlite')\n"
    "for pragma in (('cipher', 'sqlcipher'), ('legacy', 4), ('key', f\"x'{KEY}'\")):\n"
    "    base.pragma(*pragma)\n"
    "number = sum(1 for _ in base.execute('SELECT * FROM messages'))",
    "number",
)
_EXPAT = Script(
    "from xml.parsers import expat\nnumber = -1\ndef opened(tag, attributes):\n    global number\n    number += 1",
    "parser = expat.ParserCreate()\nparser.StartElementHandler = opened\nparser.ParseFile(open(path, 'rb'))",
    "number",
)
TABLE = "table of all columns"
PROGRAMS = (
    ReadingProgram(OURS, "own", TABLE, dict.fromkeys((WHATSAPP, TELEGRAM, DATABASE, SIGNAL, SMS), _ours())),
    ReadingProgram(LOOP, "own", TABLE, {TELEGRAM: Script(LOOP_IMPORT, "table = loop(Path(path))", "table.height")}),
    ReadingProgram(FETCH, "own", "nothing", {DATABASE: _FETCH}),
    ReadingProgram(DECODERS[0], "own", "nothing", {SIGNAL: _DECRYPT}),
    ReadingProgram(DECODERS[1], "own", "nothing", {SMS: _EXPAT}),
    ReadingProgram(
        "chatpack",
        "PyPI",
        "list of time, sender, text",
        {WHATSAPP: _chatpack("whatsapp"), TELEGRAM: _chatpack("telegram")},
    ),
    ReadingProgram(
        "whatsapp-chat-parser",
        "npm",
        "list of time, sender, text",
        {
            WHATSAPP: Script(
                'import {parseString} from "whatsapp-chat-parser";',
                'const messages = parseString(fs.readFileSync(path, "utf8"));',
                "messages.length",
            )
        },
    ),
    ReadingProgram(
        "telegram-chat-parser",
        "npm",
        "list of messages",
        {
            TELEGRAM: Script(
                'import parser from "telegram-chat-parser";',
                'const {messages} = new parser.TelegramChat(fs.readFileSync(path, "utf8"));',
                "messages.length",
            )
        },
    ),
    ReadingProgram("ChatLab's parser", "source", "list of messages", {WHATSAPP: _CHATLAB, TELEGRAM: _CHATLAB}),
    ReadingProgram(
        "tg-parser",
        "PyPI",
        "list of messages",
        {
            TELEGRAM: Script(
                "from pathlib import Path\nfrom tg_parser.infrastructure.readers.telegram_json import *",
                "chat = TelegramJSONReader().read(Path(path))",
                "len(chat.messages)",
            )
        },
    ),
    ReadingProgram(
        "whatstk",
        "PyPI",
        "table of time, sender, text",
        {
            WHATSAPP: Script(
                "from whatstk import WhatsAppChat",
                "table = WhatsAppChat.from_source(filepath=path, max_size=None).df",
                "len(table)",
            )
        },
    ),
    ReadingProgram(
        "whatsapp-chat-analyzer",
        "PyPI",
        "table of time, sender, text",
        {WHATSAPP: Script("from whatsapp_analyzer import parse_file", "table = parse_file(path)", "len(table)")},
    ),
    ReadingProgram(
        "chat-miner",
        "PyPI",
        "table of time, sender, text",
        {WHATSAPP: _miner("WhatsAppParser"), TELEGRAM: _miner("TelegramJsonParser")},
    ),
    ReadingProgram(
        "whatsapp-chat-exporter",
        "PyPI",
        "chats of messages",
        {DATABASE: Script(EXPORTER, EXPORT, "sum(map(len, chats.values()))")},
    ),
)
