"""Form files: which one is in force, how an office replaces one, what a slip of the pen leads to."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from desktop_app.application.specimens import VALUES
from desktop_app.documents.layout import FormLayout
from desktop_app.documents.library import FormLibrary
from desktop_app.documents.render import render
from desktop_app.documents.template import LayoutError
from desktop_app.words import labels
from tests.documents.paper import FORMS, LIBRARY, layout_of, pdf_of, texts

CIRCULAR_2018 = {"01", "02", "03", "04", "05", "06"}
CIRCULAR_2025 = {"01", "02", "03", "04", "05", "06", "07"}
OFFICE = {"notice", "cover", "folder", "handover", "calls", "cash", "report"}


@pytest.mark.parametrize(
    ("day", "generation"),
    [
        (date(2019, 1, 6), "tt01-2018"),
        (date(2025, 9, 14), "tt01-2018"),
        (date(2025, 9, 15), "tt03-2025"),
        (date(2030, 1, 1), "tt03-2025"),
    ],
)
def test_the_circular_of_the_day_decides_the_form(day: date, generation: str) -> None:
    assert LIBRARY.layout("01", day).generation == generation


def test_the_numbers_of_the_forms_shifted_between_the_circulars() -> None:
    assert LIBRARY.layout("05", date(2024, 1, 1)).name == LIBRARY.layout("06", date(2026, 1, 1)).name
    assert LIBRARY.layout("06", date(2024, 1, 1)).name == LIBRARY.layout("07", date(2026, 1, 1)).name


def test_every_form_of_both_circulars_and_of_the_office_exists() -> None:
    assert LIBRARY.forms(date(2024, 1, 1)) == CIRCULAR_2018 | OFFICE
    assert LIBRARY.forms(date(2026, 1, 1)) == CIRCULAR_2025 | OFFICE


def test_a_day_before_any_circular_has_no_forms() -> None:
    with pytest.raises(LookupError):
        LIBRARY.layout("01", date(2019, 1, 5))


@pytest.mark.parametrize("form", sorted(CIRCULAR_2018))
def test_a_paper_of_the_former_circular_can_still_be_printed(form: str) -> None:
    today = {"05": "06", "06": "07"}.get(form, form)
    assert texts(pdf_of(form, VALUES[today], on=date(2024, 1, 1)))[0]


def test_a_file_of_the_office_replaces_the_built_in_one(tmp_path: Path) -> None:
    (tmp_path / "tt03-2025").mkdir()
    text = (FORMS / "tt03-2025" / "02.toml").read_text(encoding="utf-8")
    own = text.replace("NGƯỜI HƯỚNG DẪN", "CÁN BỘ HƯỚNG DẪN")
    (tmp_path / "tt03-2025" / "02.toml").write_text(own, encoding="utf-8")
    library = FormLibrary([tmp_path, FORMS])
    page = texts(render(library.layout("02", date(2026, 10, 8)), VALUES["02"]))[0]
    assert "CÁN BỘ HƯỚNG DẪN" in page
    assert library.layout("01", date(2026, 10, 8)) == layout_of("01")


def test_an_office_can_move_the_day_on_which_a_circular_begins(tmp_path: Path) -> None:
    shutil.copytree(FORMS, tmp_path / "forms")
    index = tmp_path / "own" / "index.toml"
    index.parent.mkdir()
    index.write_text('[[generation]]\nname = "tt01-2018"\nfrom = 2019-01-06\n', encoding="utf-8")
    library = FormLibrary([tmp_path / "own", tmp_path / "forms"])
    assert library.layout("01", date(2026, 1, 1)).generation == "tt01-2018"


def broken(tmp_path: Path, wrong: str, right: str) -> FormLayout:
    """Reads form 01 with one slip of the pen in it."""
    (tmp_path / "tt03-2025").mkdir()
    text = (FORMS / "tt03-2025" / "01.toml").read_text(encoding="utf-8")
    assert right in text
    (tmp_path / "tt03-2025" / "01.toml").write_text(text.replace(right, wrong, 1), encoding="utf-8")
    return FormLibrary([tmp_path, FORMS]).layout("01", date(2026, 10, 8))


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        ('knid = "title"', 'kind = "title"', "kind must be given"),
        ('kind = "tilte"', 'kind = "title"', "unknown kind 'tilte'"),
        ('kopies = ["', 'copies = ["', "unknown kopies"),
        ('paper = "A6"', 'paper = "A5"', "'A6' is none of"),
        ("{due_at:monent}", "{due_at:moment}", "unknown format 'monent'"),
        ("Mã tra cứu: *{lookup_code:groups}", "Mã tra cứu: *{lookup_code:groups}*", "left open"),
        ("margins = [14, 11]", "margins = [14, 11, 14, 21]", "01.toml"),
        ("blanks = many", "blanks = 4", "01.toml"),
    ],
)
def test_a_slip_of_the_pen_is_named_with_its_file(tmp_path: Path, wrong: str, right: str, message: str) -> None:
    with pytest.raises(LayoutError, match=r"01\.toml") as caught:
        broken(tmp_path, wrong, right)
    assert message in str(caught.value)


def test_directories_without_an_index_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="index"):
        FormLibrary([tmp_path])


def test_a_paper_has_one_name_on_the_screen_and_on_itself() -> None:
    assert {form: layout_of(form).name for form in CIRCULAR_2025 | OFFICE} == labels.FORMS


def test_the_documentation_names_every_key_of_every_form() -> None:
    documented = (FORMS.parents[1] / "docs" / "forms.md").read_text(encoding="utf-8")
    keys = {key for form in CIRCULAR_2025 | OFFICE for key in layout_of(form).keys}
    assert {key for key in keys if f"`{key}`" not in documented} == set()
