"""Every form against the look that was approved: a change has to be wanted."""

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from tests.documents.golden import GOLDEN, PAPERS, golden_picture, golden_text

# Mean difference of grey values after a blur of one pixel. The few greys of the approved pictures make a third of it.
LIMIT = 1.5


def difference(one: Image.Image, other: Image.Image) -> float:
    blurred = (image.convert("L").filter(ImageFilter.BoxBlur(1)) for image in (one, other))
    return ImageStat.Stat(ImageChops.difference(*blurred)).mean[0]


@pytest.mark.parametrize("name", PAPERS)
def test_a_form_reads_as_approved(name: str) -> None:
    assert golden_text(name) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAPERS)
def test_a_form_looks_as_approved(name: str) -> None:
    with Image.open(GOLDEN / f"{name}.png") as approved:
        assert golden_picture(name).size == approved.size
        assert difference(golden_picture(name), approved) < LIMIT


def test_a_form_that_slipped_by_half_a_millimetre_does_not_look_as_approved() -> None:
    with Image.open(GOLDEN / "01.png") as approved:
        assert difference(ImageChops.offset(golden_picture("01"), 0, 1), approved) > LIMIT
