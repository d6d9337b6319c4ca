"""The files of a dossier at the window: attached by keyboard and by hand, looked at, saved, put aside."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from desktop_app.domain.states import State
from tests.attached import SAMPLES, large_png, pdf, picture


@pytest.fixture
def open_files(house):
    """Opens the files of a dossier beside it."""
    desk = house("dossier", "tiepnhan")
    desk.id = next(row.id for row in desk.rows(states=frozenset({State.IN_PROCESS})))
    desk.page.show_place(desk.id)
    desk.settle()
    desk.press("Ctrl+T")
    return desk


def choose(desk, *paths):
    """Chooses files in the dialog that is open."""
    panel = desk.page._file_panel
    panel.ask_for_files()
    dialog = panel.findChildren(QFileDialog)[-1]
    assert not dialog.isModal() or dialog.windowModality() == Qt.WindowModality.WindowModal
    dialog.filesSelected.emit([str(path) for path in paths])
    dialog.reject()
    desk.window.activateWindow()
    desk.settle()


def files(desk):
    return desk.office.attachments.listed(desk.office.lookup.dossier(desk.id))


def said(desk):
    return desk.page._file_panel._said.text()


def written(folder, **contents):
    paths = []
    for name, content in contents.items():
        paths.append(folder / name.replace("_", "."))
        paths[-1].write_bytes(content)
    return paths


def test_a_scan_is_attached_to_its_paper_with_the_keyboard_and_opened_again(open_files, tmp_path):
    desk = open_files
    choose(desk, *written(tmp_path, scan_pdf=pdf()))
    desk.press("Return")
    (one,) = files(desk)
    components = desk.office.lookup.dossier(desk.id).components
    assert (one.component, one.result) == ((1, False) if components else (None, True))
    assert one.title in desk.page._files._lines.text()
    desk.page._file_panel._list.setFocus()
    desk.press("Return")
    assert desk.page._file_panel.presenter.state.content == pdf()
    assert len(desk.page._file_panel._pages._pages) == 1


@pytest.mark.parametrize("media", SAMPLES)
def test_every_kind_of_file_is_shown_in_the_window(open_files, tmp_path, media):
    desk = open_files
    choose(desk, *written(tmp_path, paper_bin=SAMPLES[media]))
    desk.press("Return")
    desk.page._file_panel.presenter.open(files(desk)[0])
    desk.settle()
    assert len(desk.page._file_panel._pages._pages) == 1
    assert not desk.page._file_panel._pages._fault.isVisible()


def test_several_files_are_attached_at_once_and_each_refused_one_says_why(open_files, tmp_path):
    desk = open_files
    choose(desk, *written(tmp_path, a_pdf=pdf(2), b_docx=b"PK\x03\x04", c_png=picture("PNG")[:500], d_jpg=b""))
    desk.press("Return")
    assert [one.name for one in files(desk)] == ["a.pdf"]
    lines = said(desk).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["b.docx", "c.png", "d.jpg"]
    assert "không phải PDF" in lines[0]
    assert "hỏng" in lines[1]
    assert "rỗng" in lines[2]


def test_files_dropped_on_the_dossier_are_asked_for_their_place(open_files, tmp_path):
    desk = open_files
    (path,) = written(tmp_path, scan_png=picture("PNG"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    desk.page._files.dragEnterEvent(over)
    assert over.isAccepted()
    desk.page._files.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    desk.settle()
    assert desk.page._file_panel.presenter.state.chosen == (path,)
    desk.press("Return")
    assert [one.name for one in files(desk)] == ["scan.png"]


def test_a_file_is_put_aside_only_with_a_reason(open_files, tmp_path):
    desk = open_files
    choose(desk, *written(tmp_path, scan_pdf=pdf()))
    desk.press("Return")
    desk.page._file_panel.presenter.open(files(desk)[0])
    desk.settle()
    panel = desk.page._file_panel
    panel._aside.click()
    assert not files(desk)[0].put_aside
    desk.type("của hồ sơ khác")
    panel._aside.click()
    desk.settle()
    assert files(desk)[0].put_aside == "của hồ sơ khác"
    assert files(desk)[0].title not in desk.page._files._lines.text()


def test_a_file_is_saved_where_somebody_wants_it(open_files, tmp_path):
    desk = open_files
    choose(desk, *written(tmp_path, scan_pdf=pdf()))
    desk.press("Return")
    desk.page._file_panel.presenter.open(files(desk)[0])
    desk.settle()
    desk.page._file_panel._save.click()
    dialog = desk.page._file_panel.findChildren(QFileDialog)[-1]
    assert Path(dialog.selectedFiles()[0]).name.endswith("-01.pdf")
    dialog.fileSelected.emit(str(tmp_path / "saved.pdf"))
    dialog.reject()
    desk.settle()
    assert (tmp_path / "saved.pdf").read_bytes() == pdf()


def test_escape_puts_the_files_away_and_attaches_nothing(open_files, tmp_path):
    desk = open_files
    choose(desk, *written(tmp_path, scan_pdf=pdf()))
    desk.press("Escape")
    assert files(desk) == []
    assert desk.page._file_panel.presenter.state.chosen == ()
    assert desk.page._side.currentIndex() == 0


def test_a_file_of_another_station_that_cannot_be_reached_is_told_so(open_files, tmp_path):
    desk = open_files
    choose(desk, *written(tmp_path, scan_png=large_png(300_000)))
    desk.press("Return")
    (one,) = files(desk)
    store = desk.office.attachments._keeper
    with store._writing("FULL") as connection:
        connection.exec_driver_sql("DELETE FROM part")
        connection.exec_driver_sql("UPDATE content SET here = 0")
    desk.page._file_panel.presenter.show_dossier(desk.office.lookup.dossier(desk.id))
    desk.settle()
    desk.page._file_panel.presenter.open(desk.page._file_panel.presenter.state.files[0])
    desk.settle()
    assert desk.page._file_panel.presenter.state.fetched is None
    assert "trung tâm" in said(desk)
    assert one.id == desk.page._file_panel.presenter.state.shown.id
