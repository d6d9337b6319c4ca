"""A page may draw itself anew at any time, also while it is not known yet whether a hand or a scanner types into it."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from ui.kept_text import KeptText
from ui.pages.presenter import Presenter

ROOMS = [
    ("intake", "tiepnhan"),
    ("returning", "tiepnhan"),
    ("handover", "tiepnhan"),
    ("fees", "tiepnhan"),
    ("dossier", "lanhdao"),
    ("today", "lanhdao"),
    ("reports", "lanhdao"),
    ("administration", "quantri"),
]


def presenters_of(page):
    held = (value for part in (page, *page.findChildren(QWidget)) for value in getattr(part, "__dict__", {}).values())
    return {id(value): value for value in held if isinstance(value, Presenter)}.values()


def text_of(field):
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def type_a_sign(field):
    if isinstance(field, QLineEdit):
        field.end(False)
        field.insert("7")
    else:
        field.insertPlainText("7")


@pytest.mark.parametrize(("page", "login"), ROOMS)
def test_no_field_loses_the_key_typed_while_its_page_is_drawn_anew(house, page, login):
    desk = house(page, login)
    for _ in desk.page.parts_put_off():
        pass
    desk.settle()
    tried, lost = 0, []
    for field in desk.page.findChildren(QLineEdit) + desk.page.findChildren(QPlainTextEdit):
        if not isValid(field) or field.isReadOnly():
            continue
        name, before = field.accessibleName(), text_of(field)
        field.setFocus()
        kept = KeptText(field)
        type_a_sign(field)
        typed = text_of(field) != before
        for presenter in presenters_of(desk.page):
            presenter.changed.emit()
        kept.accept()
        if typed and not (isValid(field) and "7" in text_of(field)[-4:]):
            lost.append(name)
        tried += typed
        desk.settle()
    assert lost == []
    assert tried
