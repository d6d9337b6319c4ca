"""Figures on the screen: what is shown adds up, and every figure that opens leads to exactly its dossiers."""

import json
from datetime import date

import pytest

from desktop_app.domain.legacy_text import Encoding
from tests.ui.pages.house import focused, shown
from ui.pages.reports.columns import COLUMNS
from ui.pages.reports.period import FREE, MONTH, QUARTER, YEAR, Period


@pytest.fixture
def desk(house):
    return house("reports", "lanhdao")


def state(desk):
    return desk.page._presenter.state


def test_the_current_month_is_shown_first_with_its_sum_on_top(desk):
    assert state(desk).period == Period(MONTH, date(2026, 10, 1), date(2026, 10, 31))
    assert focused() == "Số liệu theo lĩnh vực"
    table = desk.page._figures.table.model()
    assert table.index(0, 0).data() == "Tổng cộng"
    assert table.index(0, 1).data() == str(state(desk).report.sum.total)


def test_keys_go_to_the_month_before_and_back(desk):
    desk.press("Ctrl+Left")
    assert state(desk).period.label == "Tháng 09/2026"
    desk.press("Ctrl+Right")
    assert state(desk).period.label == "Tháng 10/2026"


@pytest.mark.parametrize(("kind", "label"), [(MONTH, "Tháng 12/2026"), (QUARTER, "Quý IV/2026"), (YEAR, "Năm 2026")])
def test_the_period_before_january_lies_in_the_year_before(kind, label):
    period = Period.of(kind, date(2026, 12, 24))
    assert period.label == label
    first = Period.of(kind, date(2026, 1, 5)).moved(-1)
    assert first.last == date(2025, 12, 31)
    assert first.moved(1) == Period.of(kind, date(2026, 1, 5))


def test_free_days_move_by_their_own_length():
    week = Period(FREE, date(2026, 10, 5), date(2026, 10, 11))
    assert week.moved(-1) == Period(FREE, date(2026, 9, 28), date(2026, 10, 4))


def test_the_days_that_are_shown_move_with_the_report_wherever_the_keyboard_is(desk):
    desk.page._kind.setFocus()
    desk.press("4")
    desk.page._first.edit.setFocus()
    desk.press("Ctrl+Right")
    period = state(desk).period
    assert (desk.page._first.value(), desk.page._last.value()) == (period.first, period.last)


def test_days_in_the_wrong_order_or_half_typed_are_said_beside_them(desk):
    desk.page._kind.setFocus()
    desk.press("4")
    before = state(desk).period
    for typed, said in (("05/11/2026", "Ngày cuối trước ngày đầu."), ("31/02/2026", "Gõ đủ ngày, tháng, năm.")):
        desk.page._first.edit.setFocus()
        desk.page._first.edit.selectAll()
        desk.type(typed)
        desk.press("Tab")
        assert said in shown(desk.page)
        assert state(desk).period == before
    desk.page._first.edit.setFocus()
    desk.page._first.edit.selectAll()
    desk.type("05/10/2026")
    desk.press("Tab")
    assert "Gõ đủ ngày, tháng, năm." not in shown(desk.page)
    assert state(desk).period.first == date(2026, 10, 5)


def test_esc_leads_back_from_a_paper_to_its_figures(desk):
    desk.press("Ctrl+Return")
    assert desk.page._on_paper()
    desk.press("Escape")
    assert not desk.page._on_paper()
    assert focused() == "Số liệu theo lĩnh vực"


def test_the_register_does_not_move_sideways_on_1280_pixels(desk):
    desk.window.resize(1280 - 92, 720)
    desk.press("Alt+2")
    table = desk.page._register_part.table
    assert table.verticalScrollBar().isVisible()
    assert not table.horizontalScrollBar().isVisible()


def test_days_are_typed_where_no_calendar_period_will_do(desk):
    desk.page._kind.setFocus()
    desk.press("4")
    desk.page._first.edit.setFocus()
    desk.page._first.edit.selectAll()
    desk.type("05102026")
    assert state(desk).period.first == date(2026, 10, 1)
    desk.press("Return")
    assert (state(desk).period.kind, state(desk).period.first) == (FREE, date(2026, 10, 5))
    assert state(desk).report.sum.adds_up


@pytest.mark.parametrize("months", [0, -1])
def test_every_figure_that_opens_leads_to_as_many_dossiers_as_it_says(desk, months):
    presenter = desk.page._presenter
    presenter.move(months) if months else None
    desk.settle()
    report = state(desk).report
    opened = 0
    for line in (None, *report.lines):
        figures = line.figures if line else report.sum
        for column in COLUMNS:
            query = presenter.query(column.name, line)
            if query is not None:
                opened += 1
                assert desk.office.lookup.count(query) == getattr(figures, column.name), (column, line)
    assert opened > 20


def test_enter_on_a_figure_asks_for_its_list(desk):
    asked = []
    desk.page.listing_requested.connect(asked.append)
    for _ in range(5):
        desk.press("Right")
    desk.press("Return")
    (listing,) = asked
    assert listing.title == "Đã giải quyết · Tổng · Tháng 10/2026"
    assert desk.office.lookup.count(listing.query) == state(desk).report.sum.solved


def test_the_report_becomes_a_paper_and_a_workbook(desk, tmp_path):
    desk.press("Ctrl+Return")
    assert "Báo cáo" in shown(desk.window)
    desk.press("Ctrl+P")
    assert desk.tray.papers == ["bao-cao-20261001-20261031.pdf"]
    desk.page._presenter.save_workbook(tmp_path / "thang-10.xlsx")
    desk.settle()
    assert (tmp_path / "thang-10.xlsx").read_bytes().startswith(b"PK")


def test_the_register_of_every_field_says_which_field_a_number_belongs_to(desk):
    desk.press("Alt+2")
    table, names = desk.page._register_part.table, dict(desk.page._register.state.fields)
    headings = [column.heading for column in table._rows.columns]
    place = headings.index("Lĩnh vực")
    first = desk.page._register.state.rows[0]
    assert not table.isColumnHidden(place)
    assert table.model().index(0, place).data() == names[first.field_code]
    desk.type("Hộ tịch")
    desk.press("Return")
    assert table.isColumnHidden(place)
    widths = sum(table.columnWidth(column) for column in range(len(headings)))
    assert widths == table.viewport().width()


def test_the_register_of_a_field_is_listed_and_printed(desk):
    desk.press("Alt+2")
    desk.type("Hộ tịch")
    desk.press("Return")
    rows = desk.page._register.state.rows
    assert rows
    assert {row.field_code for row in rows} == {desk.page._register.state.field_code}
    desk.press("Ctrl+Return", "Ctrl+P")
    assert desk.tray.papers == ["so-theo-doi-2026.pdf"]


def test_the_bars_say_in_words_what_they_show(desk):
    described = desk.page._figures._fields.accessibleDescription()
    largest = max(state(desk).report.lines, key=lambda line: line.figures.total)
    assert described.startswith(f"{largest.field_name}: Đã giải quyết {largest.figures.solved}")


TABLE = (
    "Mã hồ sơ,Mã TTHC,Chủ hồ sơ,CCCD,Ngày tiếp nhận\n"
    "000.00.19.H29-260105-0001,1.001193,Nguyễn Thị Mẫu,079190123456,05/01/2026\n"
)


def test_the_dossiers_of_a_period_are_written_for_the_national_systems(house, tmp_path):
    desk = house("reports")
    path = tmp_path / "ho-so.json"
    desk.page._export_to(desk.page._presenter.state.period, "", path)
    desk.settle()
    documents = json.loads(path.read_text(encoding="utf-8"))
    assert {"MaHoSo", "MaTTHC", "TrangThaiHoSo"} <= set(documents[0])
    steps = json.loads((tmp_path / "ho-so-tien-trinh.json").read_text(encoding="utf-8"))
    assert {step["MaHoSo"] for step in steps} == {document["MaHoSo"] for document in documents}
    said = desk.notices.standing[-1].text
    assert str(len(documents)) in said
    assert "ho-so-tien-trinh.json" in said
    assert "bảng mã chung của Cổng quốc gia" in said


def test_the_table_of_a_receiver_is_chosen_by_keyboard_said_and_remembered(house, tmp_path, monkeypatch):
    desk = house("reports", "quantri")
    for receiver, code in (("bộ", "B"), ("tỉnh", "T")):
        table = {"KenhThucHien": {"direct": code, "online": code, "post": code}}
        desk.office.administration.import_mapping(desk.actor, receiver, table)
    path = tmp_path / "ho-so.json"
    monkeypatch.setattr("ui.pages.reports.page.ask_where", lambda _parent, _name, chosen: chosen(path))
    desk.page._export.trigger()
    desk.settle()
    assert focused() == "Bảng mã của nơi nhận"
    assert desk.page._receiver_view.list.current().text == "Bảng mã chung của Cổng quốc gia"
    desk.press("Down", "Down", "Return")
    documents = json.loads(path.read_text(encoding="utf-8"))
    assert {document["KenhThucHien"] for document in documents} == {"T"}
    assert "theo bảng mã tỉnh" in desk.notices.standing[-1].text
    desk.page._export.trigger()
    desk.settle()
    assert desk.page._receiver_view.list.current().value == "tỉnh"
    desk.press("Ctrl+N")
    assert desk.page._stack.currentIndex() == 0


def test_an_administrator_takes_the_dossiers_of_another_system_over(house, tmp_path):
    desk = house("reports", "quantri")
    path = tmp_path / "cu.csv"
    path.write_text(TABLE, encoding="utf-8")
    open_file(desk, path)
    assert not desk.office.lookup.find("000.00.19.H29-260105-0001").dossier_id
    desk.press("Ctrl+Shift+Return")
    assert desk.office.lookup.by_label("000.00.19.H29-260105-0001").owner["name"] == "Nguyễn Thị Mẫu"


def test_a_table_with_one_bad_row_brings_nothing_and_names_the_row(house, tmp_path):
    desk = house("reports", "quantri")
    path = tmp_path / "cu.csv"
    path.write_text(TABLE + "000.00.19.H29-260105-0002,1.001193,Lê Văn Thử,12,05/01/2026\n", encoding="utf-8")
    open_file(desk, path)
    desk.press("Ctrl+Shift+Return")
    assert "Dòng 3" in desk.page._bring_view._faults.toPlainText()
    assert not desk.office.lookup.find("000.00.19.H29-260105-0001").dossier_id


def test_a_column_that_can_be_read_in_two_ways_is_asked_about_before_anything_comes_in(house, tmp_path):
    desk = house("reports", "quantri")
    path = tmp_path / "cu.csv"
    path.write_text(
        TABLE + "000.00.19.H29-260105-0002,1.001193,Lª V¨n Hé,,05/01/2026\n"
        "000.00.19.H29-260105-0003,1.001193,Hé,,05/01/2026\n",
        encoding="utf-8",
    )
    open_file(desk, path)
    desk.press("Ctrl+Shift+Return")
    assert not desk.office.lookup.find("000.00.19.H29-260105-0003").dossier_id
    assert desk.page._bring_view._ask.isVisible()
    desk.page._bringing.assume(Encoding.TCVN3)
    desk.settle()
    desk.press("Ctrl+Shift+Return")
    assert desk.office.lookup.by_label("000.00.19.H29-260105-0003").owner["name"] == "Hộ"


def test_a_receptionist_is_not_offered_to_take_dossiers_over(house):
    assert not house("reports").page._import.isVisible()


def open_file(desk, path):
    """Chooses the file, as the file dialog would."""
    desk.page._stack.setCurrentWidget(desk.page._bring_view)
    desk.page._bringing.open(path)
    desk.settle()
