"""Long work says how far it is wherever one looks, and a key stops it without leaving anything half done."""

import threading
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt

from desktop_app.application import imports, national
from desktop_app.application.ports import DossierQuery
from tests.journeys.counter import Counter
from ui.pages.reports.period import YEAR, Period
from ui.tasks import Reporter

CONTROL = Qt.KeyboardModifier.ControlModifier
CODE = "000.00.19.H29-261005-{:04}"


class Gate:
    """Where long work stands still once it has done so many, until it is let go."""

    def __init__(self) -> None:
        self.at = 0
        self.reached = threading.Event()
        self.open = threading.Event()


@pytest.fixture
def gate(monkeypatch):
    gate, tell = Gate(), Reporter.progress

    def progress(reporter: Reporter, done: int, every: int) -> None:
        tell(reporter, done, every)
        if done >= gate.at:
            gate.reached.set()
            assert gate.open.wait(20)
            reporter.check()

    monkeypatch.setattr(Reporter, "progress", progress)
    yield gate
    gate.open.set()


def says(counter: Counter, words: str) -> bool:
    return any(words in text for text in counter.words())


def stop(counter: Counter, gate: Gate, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    counter.press(key, modifiers)
    gate.open.set()
    counter.idle()


def test_figures_that_take_too_long_are_not_waited_for_and_are_counted_when_asked_again(counter, gate):
    counter.press(Qt.Key.Key_F11)
    gate.open.set()
    counter.idle()
    gate.open.clear()
    counter.press(Qt.Key.Key_Left, CONTROL)
    label = counter.main.current._presenter.state.period.label
    counter.until(lambda: says(counter, f"Tính số liệu {label}"))
    # The figures, then the periods before them, which are shown as soon as nobody waits for the figures.
    counter.press(Qt.Key.Key_Escape)
    stop(counter, gate, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    state = counter.main.current._presenter.state
    assert (state.report, state.earlier, state.stopped) == (None, (), True)
    assert says(counter, "Đã dừng, chưa có số liệu; Alt+1 để tính lại")
    counter.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    counter.idle()
    assert counter.main.current._presenter.state.report is not None
    assert not says(counter, "Đã dừng")


def test_an_export_goes_on_behind_other_pages_and_stopped_leaves_no_file(counter, gate, monkeypatch, tmp_path):
    counter.press(Qt.Key.Key_F11)
    gate.open.set()
    counter.idle()
    gate.open.clear()
    monkeypatch.setattr(national, "PAGE", 5)
    gate.at = 5
    page, path = counter.main.current, tmp_path / "ho-so.json"
    page._transfer.export(Period.of(YEAR, date(2026, 10, 6)), "", path)
    counter.press(Qt.Key.Key_F2)
    counter.until(lambda: says(counter, "Xuất hồ sơ Năm 2026: 5 trên "))
    # What was begun elsewhere is not stopped by the key that leads back.
    counter.press(Qt.Key.Key_Escape)
    assert not says(counter, "đang dừng")
    stop(counter, gate, Qt.Key.Key_Period, CONTROL)
    assert not path.exists()
    assert not says(counter, "Xuất hồ sơ")
    assert counter.notices() == ""


def test_dossiers_are_taken_over_while_the_desk_goes_on_and_stopped_every_one_is_whole(
    counter, gate, monkeypatch, tmp_path
):
    monkeypatch.setattr(imports, "PORTION", 5)
    gate.at = 5
    procedure = counter.office.procedures.all()[0].code
    lines = [f"{CODE.format(n)},{procedure},Nguyễn Thị Mẫu,05/10/2026" for n in range(12)]
    path = tmp_path / "mang.csv"
    path.write_text("Mã hồ sơ,Mã TTHC,Chủ hồ sơ,Ngày nộp\n" + "\n".join(lines), encoding="utf-8")
    before = counter.office.lookup.count(DossierQuery())
    counter.press(Qt.Key.Key_F7)
    counter.idle()
    bringing = counter.main.current._bringing
    bringing.open(path)
    counter.until(lambda: bringing.state.ready)
    bringing.bring()
    counter.until(lambda: says(counter, "Nhập hồ sơ: 5 trên 12"))
    kept: list[object] = []
    counter.window.tasks.store(counter, partial(counter.office.machine.remember, "quay", "1"), kept.append)
    counter.until(lambda: bool(kept))
    stop(counter, gate, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert "Nhập lại tệp này để nhập tiếp" in bringing.state.fault
    assert counter.office.lookup.count(DossierQuery()) == before + 5
    assert counter.office.lookup.by_label(CODE.format(4)).owner["name"] == "Nguyễn Thị Mẫu"
    bringing.bring()
    counter.idle()
    assert counter.office.lookup.count(DossierQuery()) == before + 12
