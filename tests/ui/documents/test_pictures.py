"""P6: of a picture from outside only what is seen is kept."""

import pytest

from desktop.casework.attachments import PictureDamaged, media_type
from desktop.ui.documents import pictures
from desktop.ui.documents.pictures import MOST_SIDE, decoded, repainted
from tests.ui.documents.drawn import MARKER, photo, picture

PDF_TOO = b"%PDF-1.7 <script>"


@pytest.mark.parametrize("made", [photo(), picture(text=MARKER.decode()), picture("jpeg") + PDF_TOO])
def test_p6_nothing_but_the_picture_comes_along(qapp, made: bytes):
    kept = repainted(made)

    assert MARKER not in kept
    assert PDF_TOO not in kept
    assert media_type(kept[:16]) == media_type(made[:16])
    assert decoded(kept).pixelColor(3, 3).red() > 240


def test_a_photo_stands_the_way_it_was_taken(qapp):
    size = decoded(repainted(photo(40, 20))).size()

    assert (size.width(), size.height()) == (20, 40)


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_a_large_picture_is_made_smaller_and_keeps_its_shape(qapp, kind: str):
    size = decoded(repainted(picture(kind, 2 * MOST_SIDE, MOST_SIDE))).size()

    assert (size.width(), size.height()) == (MOST_SIDE, MOST_SIDE // 2)


def test_p6_more_points_than_any_camera_makes_are_not_unfolded(qapp, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_POINTS", 799)

    with pytest.raises(PictureDamaged):
        repainted(picture())


@pytest.mark.parametrize("made", [picture()[:60], b"\xff\xd8\xff" + bytes(99), b"%PDF-1.7", b"<svg/>", b""])
def test_what_is_no_picture_is_refused(qtlog, made: bytes):
    with qtlog.disabled(), pytest.raises(PictureDamaged):  # Qt's own reader says what it dislikes
        decoded(made)
