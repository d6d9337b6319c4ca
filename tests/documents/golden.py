"""The forms as they are meant to look: `python -m tests.documents.golden` writes them anew after a wanted change.

`golden/` holds what the tests compare with (text, and a picture at 60 dpi), `docs/paper/` the pictures for people.
"""

import sys
from datetime import date
from pathlib import Path

from PIL import Image

from desktop_app.application.specimens import VALUES
from desktop_app.documents.render import RenderOptions
from tests.documents.paper import TODAY, pdf_of, picture, texts

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = Path(__file__).parents[2] / "docs" / "paper"
FORMER = date(2024, 1, 1)

# Name of the picture: form, day, whose sample values.
PAPERS: dict[str, tuple[str, date, str]] = {
    **{form: (form, TODAY, form) for form in VALUES},
    **{f"2018-{form}": (form, FORMER, form) for form in ("01", "02", "03", "04")},
    "2018-05": ("05", FORMER, "06"),
    "2018-06": ("06", FORMER, "07"),
}


def pdf_named(name: str) -> bytes:
    form, on, sample = PAPERS[name]
    return pdf_of(form, VALUES[sample], RenderOptions(), on)


def golden_text(name: str) -> str:
    return "\n\f\n".join(texts(pdf_named(name))) + "\n"


def golden_picture(name: str) -> Image.Image:
    return picture(pdf_named(name), dpi=60)


def write() -> None:
    GOLDEN.mkdir(exist_ok=True)
    SAMPLES.mkdir(exist_ok=True)
    for name in PAPERS:
        (GOLDEN / f"{name}.txt").write_text(golden_text(name), encoding="utf-8")
        golden_picture(name).quantize(16).save(GOLDEN / f"{name}.png", optimize=True)
        picture(pdf_named(name), dpi=150).quantize(8).save(SAMPLES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(write())
