from __future__ import annotations

import pytest

from unlike.readers.formats.attachment_kinds import kind_of_media_type, kind_of_name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("slip.JPG", "image"),
        ("a/b.c/clip.mov?x=1.txt", "video"),
        ("party.gif", "gif"),
        ("note.opus", "audio"),
        ("lou.vcf", "contact"),
        ("plan.pdf", "document"),
        ("jpg", "image"),
        ("", "document"),
    ],
)
def test_a_file_s_kind_is_told_by_its_ending(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("image/png", "image"),
        ("IMAGE/GIF; x=1", "gif"),
        ("text/vcard", "contact"),
        ("application/pdf", None),
        ("", None),
    ],
)
def test_a_file_s_kind_is_told_by_its_media_type(media_type: str, kind: str | None) -> None:
    assert kind_of_media_type(media_type) == kind
