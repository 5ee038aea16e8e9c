"""Sentences of the local page about requests that fail."""

from __future__ import annotations

from unlike.i18n import mark

BROKEN = mark("Something inside broke while this was read. Nothing was changed; another export may still be read.")
BUSY = mark("Another export is being read just now. Try again when it is done.")
NO_ROOM = mark("There is no room on this machine for what was handed over. Nothing was changed.")
TOO_LARGE = mark("This is larger than what can be handed over here. Give it to the program when you start it instead.")
TOO_MANY = mark("These are more files than can be handed over at once: at most twenty.")
NOT_OURS = mark("This form is not from this page, or the program was started again since. Open the page anew.")
NOT_UNDERSTOOD = mark("This was not understood, and nothing was changed.")
