"""`unlike sample`: writes the synthetic chats of the demo as exports, to try the program on."""

from __future__ import annotations

from pathlib import Path

import click

from unlike.cli.output import write_output
from unlike.errors import UsageError
from unlike.i18n import lazy, translate, verbatim

WHATSAPP_EXPORT = Path("WhatsApp Chat with Rosa.txt")
TELEGRAM_EXPORT = Path("ChatExport_2025-06-01", "result.json")


@click.command()
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
def sample(folder: Path) -> None:
    """Write two invented chats into FOLDER, to try the program on.

    A WhatsApp .txt in English and a Telegram result.json in German. Files that are there already are never written
    over.
    """
    import shlex  # noqa: PLC0415 - --help needs no shell words

    for path, content in _sample_exports().items():
        _write_new(folder / path, content)
    first, second = folder / WHATSAPP_EXPORT, folder / TELEGRAM_EXPORT
    write_output(translate("Two invented chats: {first} and {second}. Try:", first=first, second=second) + "\n")
    for path, owner in ((first, "Imke"), (second, "Malte")):
        command = shlex.join(["unlike", "check", str(path), "--me", owner, "--timezone", "Europe/Berlin"])
        write_output(f"  {command}\n")


def _sample_exports() -> dict[Path, bytes]:
    """Generate the exports, by path; the same bytes every time."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - it loads compressors, which --help does not need

    from unlike.synthetic import demo, generate, write_telegram, write_whatsapp  # noqa: PLC0415 - numbers and tables

    english, german = demo()
    with TemporaryDirectory() as folder:
        text, document = Path(folder, "text"), Path(folder, "document")
        write_whatsapp(generate(english), text)
        write_telegram(generate(german), document)
        return {WHATSAPP_EXPORT: text.read_bytes(), TELEGRAM_EXPORT: document.read_bytes()}


def _write_new(path: Path, content: bytes) -> None:
    """Write a file unless it has this content already.

    Raises:
        UsageError: a file with another content, which could be somebody's own chat, or no file can be written.
    """
    try:
        if path.exists():
            if path.read_bytes() != content:
                raise UsageError(
                    lazy("{path} is there already and is not written over. Name another folder.", path=path)
                )
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(
            lazy(
                "{path} cannot be written ({why}). Name another folder.", path=path, why=verbatim(error.strerror or "")
            )
        ) from error
