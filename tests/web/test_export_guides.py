"""How to get an export out of each app."""

from __future__ import annotations

from unlike.i18n import language_context
from unlike.readers import registered_readers
from unlike.web.views.export_guides import app_guides


def test_every_reader_has_its_app_and_all_its_ways() -> None:
    readers = [registered.reader for registered in registered_readers()]
    guides = app_guides()
    assert len(guides) == len(readers) > 5
    assert [len(guide.guides) for guide in guides] == [len(reader.guides) for reader in readers]
    assert all(device and steps for guide in guides for device, steps in guide.guides)


def test_they_are_in_the_language_of_the_page() -> None:
    with language_context("de"):
        german = app_guides()
    assert german != app_guides()
    assert "Textnachrichten (SMS)" in [guide.app for guide in german]
