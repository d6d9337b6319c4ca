"""The reception desk with every procedure of the catalogue: everything fits on the old small screen."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListView, QScrollArea, QWidget

from desktop_app.words import labels
from tests.ui.pages.house import House
from ui.language import ENGLISH, VIETNAMESE, Language
from ui.main_window import MainWindow
from ui.pages.intake.fee_field import FeeField
from ui.pages.intake.page import IntakePage
from ui.pages.intake.sheet import PersonEntry, Sheet

SMALL = (1366, 768)
OWNER = PersonEntry(number="079190123456", name="Nguyễn Thị Mẫu", address="1 Đường Mẫu, Phường Mẫu, TP. Hồ Chí Minh")


@pytest.fixture(params=[VIETNAMESE, pytest.param(ENGLISH, marks=pytest.mark.slow)])
def desk(request, qapp, practice, tmp_path, house):
    """The whole window in one of its languages, on the size of the old small screen."""
    language = Language(qapp)
    language.speak(request.param)
    one = house("intake")
    window = MainWindow(one.parts)
    window.setMinimumSize(1, 1)
    window.resize(*SMALL)
    for _ in window.prepare():
        pass
    window.show()
    one.settle()
    yield one, window
    window.close()
    language.speak(VIETNAMESE)
    qapp.removeTranslator(language)


def test_no_procedure_needs_the_page_to_be_moved_sideways_or_has_a_control_cut(desk):
    house, window = desk
    page = window.current
    assert isinstance(page, IntakePage)
    faults, lists = {}, set()
    seen = 0
    for procedure in house.office.procedures.all():
        for channel in procedure.channels or tuple(labels.CHANNELS):
            show(page, house, procedure, channel)
            seen += 1
            found = faults_of(window, page)
            if (rates := procedure.rates(channel)) not in lists:
                lists.add(rates)
                found += faults_of_rates(window, page)
            if found:
                faults[procedure.code, channel] = found
    assert seen > 400
    assert faults == {}


def show(page: IntakePage, house: House, procedure, channel: str) -> None:
    presenter = page._presenter
    offer = house.office.intake.offer(procedure.code)
    sheet = Sheet(presenter.state.sheet.id, OWNER, channel=channel).for_procedure(offer)
    presenter._become(sheet=sheet, offer=offer)
    lay_out()


def lay_out() -> None:
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def faults_of(window: QWidget, page: QWidget) -> list[str]:
    """What does not fit: pages to be moved sideways, controls cut by what they stand in, controls upon each other."""
    sideways = [
        f"{area.horizontalScrollBar().maximum()} px to move sideways"
        for area in window.findChildren(QScrollArea)
        if area.isVisible() and area.horizontalScrollBar().isVisible()
    ]
    controls = [
        control
        for kind in (QLineEdit, QAbstractButton, QLabel)
        for control in page.findChildren(kind)
        if control.isVisible() and control.width() and inside(control) is None
    ]
    cut = [f"{name_of(control)} is cut: {why}" for control in controls if (why := cut_by(control))]
    return sideways + cut + overlaps(page, controls)


def inside(control: QWidget) -> QWidget | None:
    """The list that a control stands in, which scrolls it."""
    parent = control.parentWidget()
    while parent is not None and not isinstance(parent, QListView):
        parent = parent.parentWidget()
    return parent


def cut_by(control: QWidget) -> str:
    if isinstance(control, QLabel) and not control.wordWrap() and control.width() < control.sizeHint().width():
        return f"{control.width()} of {control.sizeHint().width()} px"
    if isinstance(control, QLabel) and control.height() < (need := QLabel.heightForWidth(control, control.width())):
        return f"{control.height()} of {need} px high"
    if isinstance(control, QAbstractButton) and control.width() < control.sizeHint().width():
        return f"{control.width()} of {control.sizeHint().width()} px"
    frame, parent = control.rect(), control
    while not parent.isWindow():
        frame, parent = QRect(parent.mapToParent(frame.topLeft()), frame.size()), parent.parentWidget()
        if parent.property("scrolled"):
            return "" if frame.left() >= 0 and frame.right() < parent.width() else "sideways"
        if not parent.rect().contains(frame):
            return f"by {type(parent).__name__}"
    return ""


def overlaps(page: QWidget, controls: list[QWidget]) -> list[str]:
    frames = [(control, QRect(control.mapTo(page, QPoint(0, 0)), control.size())) for control in controls]
    return [
        f"{name_of(one)} upon {name_of(other)}"
        for place, (one, frame) in enumerate(frames)
        for other, second in frames[place + 1 :]
        if frame.intersects(second) and not one.isAncestorOf(other) and not other.isAncestorOf(one)
    ]


def faults_of_rates(window: QWidget, page: IntakePage) -> list[str]:
    """The list at the fee: whole inside the window, no row of it cut, and what is no đồng does not look like it."""
    field = page._details.fee
    assert isinstance(field, FeeField)
    field._open(first=True)
    lay_out()
    rows = field.drop.list
    place = QRect(rows.mapTo(window, QPoint(0, 0)), rows.size())
    needed = sum(rows.sizeHintForRow(row) for row in range(rows.model().rowCount()))
    field.drop.close()
    faults = [] if window.rect().contains(place) else [f"the rates reach out of the window: {place}"]
    return faults + ([] if needed <= rows.height() else [f"the rates need {needed} px and have {rows.height()}"])


def name_of(control: QWidget) -> str:
    text = control.text() if isinstance(control, QLabel | QAbstractButton) else ""
    return f"{type(control).__name__} “{text[:40] or control.accessibleName()}”"
