"""Words of a picture to pass on, and of the links to it; none of them is a name or of a chat."""

from __future__ import annotations

from unlike.i18n import mark, translate, translate_plural

SHARE = mark("A picture to pass on")
SHARE_LINE = mark("Only dates and lines stand in it: no name, no message.")
AS_SVG, AS_PNG = mark("Save as SVG"), mark("Save as PNG")
FOOT = mark("Made with unlike, on the owner's own machine. No name and no message is in this picture.")


def picture_title(spells: int) -> str:
    """Title of the picture."""
    if not spells:
        return translate("A chat over time")
    return translate_plural(
        "{number} spell in which somebody wrote unlike themselves",
        "{number} spells in which somebody wrote unlike themselves",
        spells,
    )
