"""What a file is and whether it is whole."""

import io

import pytest
from PIL import Image

from desktop_app.domain.media import JPEG, PDF, PNG, TIFF, is_whole, media_type
from tests.attached import SAMPLES, pdf, picture, tiff_of_pages


@pytest.mark.parametrize("media", SAMPLES)
def test_a_file_is_known_by_its_content_and_whole_to_its_end(media):
    assert media_type(SAMPLES[media]) == media
    assert is_whole(SAMPLES[media], media)


@pytest.mark.parametrize("media", SAMPLES)
def test_a_file_that_was_cut_short_anywhere_is_never_taken_for_whole(media):
    content = SAMPLES[media]
    ends = {len(content) * part // 40 for part in range(1, 40)} | {len(content) - 20}
    # A PDF may lack its last line break; a TIFF keeps its directory where its writer likes.
    assert not [end for end in ends if 16 < end < len(content) - 16 and is_whole(content[:end], media)]


@pytest.mark.parametrize(
    "content", [b"", b"MZ\x90\0", b"PK\x03\x04", b"<html>", b"GIF89a", b"II+\0", b"%PD", b"\xff\xd8"]
)
def test_whatever_else_a_file_is_it_is_unknown(content):
    assert media_type(content) is None


def test_a_picture_whose_preview_ends_before_the_picture_does_is_not_whole():
    preview, out = picture("JPEG", 1), io.BytesIO()
    exif = Image.Exif()
    exif[0x9286] = preview
    Image.new("RGB", (64, 64), "red").save(out, "JPEG", exif=exif)
    content = out.getvalue()
    assert preview in content
    assert is_whole(content, JPEG)
    assert not is_whole(content[: content.index(preview) + len(preview)], JPEG)
    assert not is_whole(content[:-2], JPEG)


def test_a_png_with_one_wrong_bit_is_not_whole():
    content = bytearray(SAMPLES[PNG])
    content[len(content) // 2] ^= 1
    assert not is_whole(bytes(content), PNG)


def test_every_page_of_a_tiff_is_looked_at():
    content = tiff_of_pages(3)
    assert is_whole(content, TIFF)
    assert not is_whole(content[:-100], TIFF)


def test_a_tiff_whose_pages_go_round_in_a_circle_is_not_whole():
    content = bytearray(tiff_of_pages(1))
    first = int.from_bytes(content[4:8], "little")
    count = int.from_bytes(content[first : first + 2], "little")
    end = first + 2 + 12 * count
    content[end : end + 4] = first.to_bytes(4, "little")
    assert not is_whole(bytes(content), TIFF)


def test_a_pdf_that_ends_with_what_a_mail_program_added_is_whole():
    assert is_whole(pdf() + b"\r\n" * 20, PDF)
