"""What the local page says where something does not work."""

from __future__ import annotations

from unlike.i18n import phrase

BROKEN = phrase("Something inside broke while this was read. Nothing was changed; another export may still be read.")
BUSY = phrase("Another export is being read just now. Try again when it is done.")
TOO_LARGE = phrase(
    "This is larger than what can be handed over here. Give it to the program when you start it instead."
)
TOO_MANY = phrase("These are more files than can be handed over at once: at most twenty.")
NOT_OURS = phrase("This form is not from this page, or the program was started again since. Open the page anew.")
NOT_UNDERSTOOD = phrase("This was not understood, and nothing was changed.")
