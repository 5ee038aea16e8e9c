"""`unlike sample`: the invented chats as exports, to try the program on."""

from __future__ import annotations

from pathlib import Path

import click

from unlike.errors import UsageError
from unlike.i18n import lazy, translate, verbatim

ROSA = Path("WhatsApp Chat with Rosa.txt")
JULE = Path("ChatExport_2025-06-01", "result.json")


@click.command()
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
def sample(folder: Path) -> None:
    """Write two invented chats into FOLDER, to try the program on.

    A WhatsApp .txt in English and a Telegram result.json in German. Files that are there already are never written
    over.
    """
    import shlex  # noqa: PLC0415 - --help needs no shell words

    for name, bytes_ in _made().items():
        _put(folder / name, bytes_)
    click.echo(translate("Two invented chats: {first} and {second}. Try:", first=folder / ROSA, second=folder / JULE))
    for name, owner in ((ROSA, "Imke"), (JULE, "Malte")):
        told = shlex.join(["unlike", "check", str(folder / name), "--me", owner, "--timezone", "Europe/Berlin"])
        click.echo(f"  {told}")


def _made() -> dict[Path, bytes]:
    """The exports, byte for byte the same every time."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - it loads compressors, which --help does not need

    from unlike.synthetic import demo, generate, write_telegram, write_whatsapp  # noqa: PLC0415 - numbers and tables

    english, german = demo()
    with TemporaryDirectory() as place:
        rosa, jule = Path(place, "rosa"), Path(place, "jule")
        write_whatsapp(generate(english), rosa)
        write_telegram(generate(german), jule)
        return {ROSA: rosa.read_bytes(), JULE: jule.read_bytes()}


def _put(path: Path, content: bytes) -> None:
    """The file, unless there is one: that could be somebody's own chat."""
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
