"""The English screen: nothing is missing in it, and nothing Vietnamese is left on it but data."""

import ast
import html
import re
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QAction
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QLineEdit, QTreeView, QWidget

from desktop_app.application.ports import DossierQuery
from desktop_app.bootstrap import open_office
from desktop_app.clock import now
from desktop_app.practice.office import make_practice
from desktop_app.words import labels
from desktop_app.words.figures import TOTAL
from desktop_app.words.refusals import REFUSALS
from tests.ui.test_layout import sideways
from ui.dialogs.files import ask_where, ask_which
from ui.language import ENGLISH, Language, catalogue, say
from ui.language import VIETNAMESE as VIETNAMESE_SCREEN
from ui.screens import go_round
from ui.theme import Theme

ROOT = Path(__file__).parents[2]
VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)
# How many digits a number has is a matter of the language: papers in Vietnamese write "01".
PLACES = re.compile(r"{\w+(?=(?::\w+)?})|%\d")
# The program's name, the name of the language in itself, and the sign of the currency.
NAMES = {"Một Cửa", "Tiếng Việt", " đ"}


def sentences(path):
    """What a module says: every literal in Vietnamese, what is handed to tr() or say(), and headings of columns."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    told = {id(node.args[0]) for node in calls if _tells(node.func)}
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    literals = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return {
        node.value
        for node in literals
        if node.value and (id(node) in told or (id(node) not in docs and VIETNAMESE.search(node.value)))
    } - NAMES


def _tells(called):
    return getattr(called, "attr", getattr(called, "id", "")) in {"tr", "say", "Column"}


@cache
def needed():
    """Every sentence that can come to the screen."""
    tables = [table for name, table in vars(labels).items() if name.isupper()]
    named = {TOTAL, labels.REFUNDS}
    for table in tables:
        named.update(table.values() if isinstance(table, dict) else () if isinstance(table, str) else table)
    refusals = {text for explanation in REFUSALS.values() for text in explanation if text}
    said = set()
    words = [ROOT / "desktop_app" / "words" / f"{name}.py" for name in ("labels", "why", "refusals")]
    for path in [*(ROOT / "ui").rglob("*.py"), *words]:
        said |= {text for text in sentences(path) if path.stem != "refusals" or text in TEMPLATES}
    return named | refusals | said


# What stands in the refusals beside their table; the parts that the table is made of are no sentences yet.
TEMPLATES = {"{clock} ngày {day}", "đồng", "Dòng {row}: {what}", "Dòng {row}, cột {column}: {what}"}


@pytest.fixture
def english(qapp):
    language = Language(qapp)
    language.speak(ENGLISH)
    yield
    qapp.removeTranslator(language)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    directory = tmp_path_factory.mktemp("practice")
    make_practice(directory, 30, 3, now())
    office = open_office(directory)
    yield office
    office.close()


def test_every_sentence_of_the_screen_is_translated_and_no_translation_is_left_over():
    translated = set(catalogue(ENGLISH))
    assert sorted(needed() - translated) == []
    assert sorted(translated - needed()) == []


@pytest.fixture
def at_home(qapp):
    language = Language(qapp)
    language.speak(VIETNAMESE_SCREEN)
    yield
    qapp.removeTranslator(language)


def words_of(dialog):
    """Every word that the file dialog shows or keeps in a menu."""
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    texts += [button.text() or button.toolTip() for button in dialog.findChildren(QAbstractButton)]
    texts += [action.text().removeprefix("Hiện cột ") for action in dialog.findChildren(QAction)]
    model = dialog.findChild(QTreeView).model()
    texts += [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    return {text for text in texts if text}


def test_the_file_dialog_and_the_menu_of_a_field_are_vietnamese_too(qtbot, at_home):
    window = QWidget()
    edit = QLineEdit(window)
    qtbot.addWidget(window)
    window.show()
    ask_where(window, "H29.19.05-261201-0001-01.pdf", lambda _: None)
    ask_which(window, "Nhập mẫu giấy", "TOML (*.toml)", lambda _: None)
    asked = window.findChildren(QFileDialog)
    assert len(asked) == 2
    menu = {action.text().partition("\t")[0] for action in edit.createStandardContextMenu().actions()} - {""}
    known = set(catalogue(VIETNAMESE_SCREEN).values())
    for said in (menu, *map(words_of, asked)):
        assert len(said) > 5
        assert sorted(said - known) == []
    for dialog in asked:
        dialog.close()


def test_a_translation_has_the_same_places_to_fill_as_its_original():
    differing = {
        source: said
        for source, said in (catalogue(ENGLISH) | catalogue(VIETNAMESE_SCREEN)).items()
        if set(PLACES.findall(source)) != set(PLACES.findall(said))
    }
    assert differing == {}


def test_a_translation_is_not_empty_and_holds_no_vietnamese():
    assert {source: said for source, said in catalogue(ENGLISH).items() if not said or VIETNAMESE.search(said)} == {}


def test_no_sentence_is_put_together_where_it_cannot_be_translated():
    together = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in (ROOT / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        and any(isinstance(part, ast.Constant) and VIETNAMESE.search(part.value) for part in node.values)
        and ast.unparse(node) != "f'{number(amount)} đ'"
    ]
    assert together == []


def test_what_is_not_translated_is_said_as_it_is(english):
    assert say("Không có trong danh mục") == "Không có trong danh mục"


def test_no_page_in_english_shows_a_vietnamese_word_but_data_or_is_moved_sideways_on_a_small_screen(
    qapp, office, english
):
    theme = Theme(qapp)
    theme.apply("light")
    data = known_data(office)
    pages = {}

    def take(window, name):
        pages[name] = [*vietnamese(window, data), *(["moved sideways"] if sideways(window) else [])]

    go_round(qapp, theme, office, take)
    assert len(pages) > 20
    assert {name: faults for name, faults in pages.items() if faults} == {}


def known_data(office):
    """Everything that the office itself has written, which no translation may touch."""
    dossiers = [office.lookup.dossier(row.id) for row in office.lookup.rows(DossierQuery(limit=1000))]
    events = [str(dict(verdict.event.data)) for dossier in dossiers for verdict in dossier.history]
    procedures = [str(procedure) for procedure in office.procedures.all()]
    fields = [procedure.title for procedure in office.procedures.all()]
    calendar = (ROOT / "resources" / "calendars" / "vn-official.json").read_text(encoding="utf-8")
    own = [str(office.accounts.staff()), str(office.administration.settings()), str(office.identity), *NAMES]
    return " ".join("\n".join([*events, *procedures, *fields, calendar, *own]).split())


def vietnamese(window, data):
    """What a person reads or hears on the window that has Vietnamese letters and is no data."""
    told = {text for text in (*painted(window), *spoken(window)) if VIETNAMESE.search(text)}
    parts = (inner(part) for text in told for part in re.split(r" · |\n|; |(?<=\d) |: |, ", text))
    return sorted({part for part in parts if part not in data})


def inner(text):
    """A name in a sentence: from the first word with Vietnamese letters to the last one."""
    words = text.strip(" …,.:()•“”").split()
    places = [place for place, word in enumerate(words) if VIETNAMESE.search(word)]
    return " ".join(words[places[0] : places[-1] + 1]).rstrip("….,:)") if places else ""


def painted(window):
    """The words of the picture, as they are painted."""
    generator, buffer = QSvgGenerator(), QBuffer()
    generator.setOutputDevice(buffer)
    generator.setSize(window.size())
    window.render(generator)
    return [html.unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", bytes(buffer.data()).decode())]


def spoken(window):
    """The words that are not painted: for screen readers, tool tips, actions, and what an empty field says."""
    widgets = [window, *(widget for widget in window.findChildren(QWidget) if widget.isVisible())]
    for widget in widgets:
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
    for action in window.findChildren(QAction):
        yield from (action.text(), action.toolTip(), str(action.data() or ""))
