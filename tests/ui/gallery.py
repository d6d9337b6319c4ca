"""Draws every widget in every theme into a folder, to be looked at: python -m tests.ui.gallery FOLDER [SCALE]."""

import io
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from reportlab.pdfgen.canvas import Canvas

from ui.notices import Notices
from ui.shortcuts import Shortcuts
from ui.tasks import Tasks
from ui.theme import Theme, px
from ui.tokens import THEMES, Tone
from ui.widgets.button import Button
from ui.widgets.card import Card, EmptyState, Facts, Section
from ui.widgets.check_list import CheckItem, CheckList
from ui.widgets.chip import KeyHint, StatusChip
from ui.widgets.choice_list import Choice
from ui.widgets.combo_search import ComboSearch
from ui.widgets.command_palette import CommandPalette, best_matches
from ui.widgets.date_field import DateField
from ui.widgets.field import EnterMovesOn, Field, TextField
from ui.widgets.help_overlay import HelpOverlay
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.pdf_view import PdfView
from ui.widgets.segmented import Segmented
from ui.widgets.side_panel import SidePanel
from ui.widgets.table import Cell, Column, RowsModel, Table
from ui.widgets.timeline import Moment, Timeline

PROCEDURES = [
    Choice("1.001193", "Đăng ký khai sinh", "Hộ tịch · trong ngày", "1.001193", icon="star", group="Hay dùng"),
    Choice("1.000894", "Đăng ký kết hôn", "Hộ tịch · 5 ngày làm việc", "1.000894", icon="star", group="Hay dùng"),
    Choice("1.000656", "Đăng ký khai tử", "Hộ tịch · trong ngày", "1.000656", group="Thủ tục khác"),
    Choice(
        "1.000080",
        "Thủ tục đăng ký nhận cha, mẹ, con có yếu tố nước ngoài tại khu vực biên giới",
        "Hộ tịch · 12 ngày làm việc",
        "1.000080",
        group="Thủ tục khác",
    ),
]
COMPONENTS = [
    CheckItem(1, "Tờ khai đăng ký khai sinh theo mẫu", ticked=True, kind="original"),
    CheckItem(2, "Giấy chứng sinh", ticked=True, kind="certified", count=2),
    CheckItem(
        3,
        "Văn bản ủy quyền (được chứng thực) theo quy định của pháp luật trong trường hợp ủy quyền thực hiện việc "
        "đăng ký khai sinh; người được ủy quyền là ông, bà, cha, mẹ, con thì không phải chứng thực",
        note="khi có ủy quyền",
    ),
    CheckItem(4, "Giấy tờ chứng minh nơi cư trú", note="chỉ xuất trình"),
]
KINDS = [("original", "Bản chính"), ("certified", "Bản sao chứng thực"), ("copy", "Bản sao"), ("shown", "Xuất trình")]
DOSSIERS = [
    ("H29.19.05-261008-0975", "Nguyễn Thị Mẫu", "Đăng ký khai sinh", "08/10/2026 16:30", "Còn 2 ngày", Tone.INFO),
    ("H29.19.05-261008-0974", "Trần Văn Thử", "Đăng ký kết hôn", "07/10/2026 16:30", "Quá hạn 1 ngày", Tone.BAD),
    (
        "H29.19.05-261008-0973",
        "Lê Hoàng Thí Dụ",
        "Xác nhận tình trạng hôn nhân",
        "08/10/2026",
        "Sẵn sàng trả",
        Tone.GOOD,
    ),
    ("H29.19.05-261007-0102", "Phạm Thị Ví Dụ", "Chứng thực bản sao", "07/10/2026", "Chờ bổ sung", Tone.WARN),
    (
        "H29.19.05-261007-0101",
        "Công ty TNHH Mẫu Đơn",
        "Cấp giấy phép xây dựng nhà ở riêng lẻ",
        "",
        "Đã trả",
        Tone.NEUTRAL,
    ),
] * 3


def buttons() -> QWidget:
    card = Card("Nút")
    grid = QGridLayout()
    for row, kind in enumerate(("primary", "secondary", "quiet", "danger")):
        grid.addWidget(Button("Nhận và in", kind, key="F9"), row, 0)
        grid.addWidget(Button("In lại giấy tiếp nhận", kind, icon="printer"), row, 1)
        off = Button("Không dùng được", kind, key="F8")
        off.setEnabled(False)
        grid.addWidget(off, row, 2)
        grid.addWidget(Button("", kind, icon="printer", tip="In lại"), row, 3)
    card.body.addLayout(grid)
    row = QHBoxLayout()
    row.addWidget(Button("Nhận và in", "primary", key="F9", icon="printer", big=True))
    row.addWidget(Button("Lưu nháp", key="Ctrl+S", big=True))
    row.addStretch(1)
    card.body.addLayout(row)
    chips = QHBoxLayout()
    for text, tone in (
        ("Đang xử lý", Tone.NEUTRAL),
        ("Còn 2 ngày", Tone.INFO),
        ("Sẵn sàng trả", Tone.GOOD),
        ("Chờ bổ sung", Tone.WARN),
        ("Quá hạn 1 ngày", Tone.BAD),
    ):
        chips.addWidget(StatusChip(text, tone))
    chips.addWidget(KeyHint("Ctrl+K"))
    chips.addStretch(1)
    card.body.addLayout(chips)
    return card


def fields() -> QWidget:
    card = Card("Người nộp")
    name = TextField("Họ và tên", placeholder="Như trên giấy tờ")
    number = TextField("Số định danh cá nhân")
    number.set_text("07919012345")
    number.set_error("Thiếu 1 chữ số: cần 12, đang có 11.")
    born = DateField("Ngày sinh")
    QTest.keyClicks(born.edit, "310290")
    born.edit.editingFinished.emit()
    phone = TextField("Số điện thoại", hint="để báo khi có kết quả")
    phone.set_text("0901 234 567")
    doubt = TextField("Nơi cư trú")
    doubt.set_text("1 Đường Mẫu, Phường Mẫu, TP. Hồ Chí Minh")
    doubt.set_warning(
        "Năm sinh trong số định danh là 1990, khác với ngày sinh đã gõ; xem lại giấy tờ của người nộp.", overrule=True
    )
    sex = Segmented([("male", "Nam"), ("female", "Nữ")], "Giới tính")
    sex.set_value("female")
    off = TextField("Mã hồ sơ")
    off.set_text("H29.19.05-261008-0975")
    off.setEnabled(False)
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(16))
    grid.setVerticalSpacing(px(12))
    grid.addWidget(name, 0, 0, 1, 2)
    grid.addWidget(number, 1, 0)
    grid.addWidget(born, 1, 1)
    grid.addWidget(phone, 2, 0)
    grid.addWidget(Field("Giới tính", sex), 2, 1)
    grid.addWidget(doubt, 3, 0, 1, 2)
    grid.addWidget(off, 4, 0)
    card.body.addLayout(grid)
    card.body.addStretch(1)
    EnterMovesOn(card)
    card.first = name.edit
    return card


def components() -> QWidget:
    card = Card("Thành phần hồ sơ")
    checks = CheckList("Thành phần hồ sơ", KINDS)
    checks.set_items(COMPONENTS)
    card.body.addWidget(checks)
    card.checks = checks
    return card


def history() -> QWidget:
    box = QWidget()
    body = QVBoxLayout(box)
    body.setContentsMargins(0, 0, 0, 0)
    line = Timeline("Quá trình xử lý")
    line.show_moments(
        [
            Moment(
                "Đã trả kết quả",
                "10/10/2026 09:12",
                "Trần Thị Quầy",
                "Người nhận: Nguyễn Thị Mẫu (chính chủ)",
                Tone.GOOD,
            ),
            Moment("Yêu cầu bổ sung", "08/10/2026 14:05", "Lê Văn Xử Lý", "Bản sao giấy chứng sinh bị mờ.", Tone.WARN),
            Moment(
                "Chuyển phòng Tư pháp – Hộ tịch",
                "08/10/2026 10:30",
                "Trần Thị Quầy",
                icon="arrow-right",
            ),
            Moment(
                "Tiếp nhận, in giấy tiếp nhận 2 liên", "08/10/2026 09:47", "Trần Thị Quầy", icon="inbox", tone=Tone.INFO
            ),
        ]
    )
    body.addWidget(line)
    facts = Facts()
    facts.show_fact("Mã hồ sơ", "H29.19.05-261008-0975", strong=True)
    facts.show_fact("Người nộp", "Nguyễn Thị Mẫu · 079190123456")
    facts.show_fact("Hẹn trả", "16 giờ 30 phút, ngày 08 tháng 10 năm 2026")
    section = Section("Tóm tắt")
    section.body.addWidget(facts)
    body.addWidget(section)
    return box


def table() -> Table:
    model = RowsModel(
        [
            Column("Mã hồ sơ", lambda row: Cell(row[0], strong=True), 200),
            Column("Người nộp", lambda row: row[1], 180),
            Column("Thủ tục", lambda row: Cell(row[2], muted=True)),
            Column("Hẹn trả", lambda row: row[3], 150),
            Column("Tình trạng", lambda row: Cell(row[4], row[5]), 160),
        ]
    )
    model.show_rows(DOSSIERS)
    view = Table(model, "Hồ sơ")
    view.model_kept = model
    return view


def paper() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(420, 595))
    canvas.setFont("Times-Bold", 14)
    canvas.drawCentredString(210, 520, "GIAY TIEP NHAN HO SO VA HEN TRA KET QUA")
    canvas.setFont("Times-Roman", 11)
    for line in range(20):
        canvas.drawString(
            50, 480 - line * 18, f"{line + 1}. Thanh phan ho so nop gom ........................................"
        )
    canvas.showPage()
    canvas.drawString(50, 520, "2")
    canvas.save()
    return stream.getvalue()


def sheet(*parts: QWidget, width: int = 1366, height: int = 768) -> QWidget:
    page = QWidget()
    page.resize(width, height)
    row = QHBoxLayout(page)
    row.setContentsMargins(px(16), px(16), px(16), px(16))
    row.setSpacing(px(16))
    for part in parts:
        row.addWidget(part)
    return page


def column(*parts: QWidget) -> QWidget:
    box = QWidget()
    lines = QVBoxLayout(box)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(px(16))
    for part in parts:
        lines.addWidget(part)
    lines.addStretch(1)
    return box


def wait(milliseconds: int) -> None:
    # QTest.qWait keeps the interpreter lock, so no worker could draw while it waits.
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Gallery:
    def __init__(self, folder: Path, theme: Theme) -> None:
        self.folder = folder
        self.theme = theme
        self.tasks = Tasks(lambda error: print(repr(error)))
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, page: QWidget, name: str) -> None:
        wait(60)
        page.grab().save(str(self.folder / f"{self.theme.name}-{name}.png"))
        page.close()
        page.deleteLater()
        wait(1)

    def draw(self) -> None:
        self.draw_controls()
        self.draw_components()
        self.draw_table()
        self.draw_search()
        self.draw_overlays()

    def draw_controls(self) -> None:
        form = fields()
        page = sheet(column(buttons(), components()), form)
        self.show(page)
        form.first.setFocus()
        self.keep(page, "1-controls")

    def draw_components(self) -> None:
        parts = components()
        page = sheet(column(buttons(), parts), fields())
        self.show(page)
        parts.checks.setFocus()
        parts.checks.setCurrentIndex(parts.checks.model().index(1))
        self.keep(page, "2-components")

    def draw_table(self) -> None:
        view = table()
        panel = SidePanel("Nguyễn Thị Mẫu")
        panel.body.addWidget(history())
        panel.body.addStretch(1)
        page = column(sheet(view, panel), self.notices())
        page.resize(1366, 768)
        self.show(page)
        view.selectRow(1)
        view.setFocus()
        self.keep(page, "3-table")

    def draw_search(self) -> None:
        combo = ComboSearch("Thủ tục", placeholder="Gõ vài chữ, không cần dấu")
        form = Card("Thủ tục")
        form.body.addWidget(combo)
        empty = Card()
        empty.body.addWidget(
            EmptyState(
                "inbox",
                "Chưa có hồ sơ nào chờ",
                "Hồ sơ nộp trực tuyến sẽ hiện ở đây ngay khi về.",
                Button("Làm mới", key="F5"),
            )
        )
        pdf = PdfView(self.tasks, "Giấy tiếp nhận")
        page = sheet(column(form), empty, pdf)
        self.show(page)
        pdf.show_pdf(paper())
        combo.edit.setFocus()
        QTest.keyClicks(combo.edit, "dang ky")
        combo.show_results("dang ky", PROCEDURES)
        wait(300)
        self.keep(page, "4-search")

    def draw_overlays(self) -> None:
        page = sheet(table())
        self.show(page)
        palette = CommandPalette(page, [self.actions, self.procedures])
        palette.open()
        QTest.keyClicks(QApplication.focusWidget(), "dk")
        self.keep(page, "5-palette")

        page = sheet(table())
        self.show(page)
        overlay = HelpOverlay(page)
        overlay.show_keys(self.shortcuts(page).reachable())
        self.keep(page, "6-help")

    def show(self, page: QWidget) -> None:
        self.theme.dress(page)
        page.show()
        page.activateWindow()
        QTest.qWaitForWindowExposed(page)

    def notices(self) -> NoticeBar:
        self.standing = Notices()
        self.standing.tell("Đã nhận hồ sơ H29.19.05-261008-0975", Tone.GOOD, action_text="Hoàn tác", action=print)
        self.standing.tell(
            "Máy in không trả lời.",
            Tone.BAD,
            detail="Hồ sơ đã lưu. Bật máy in rồi bấm In lại, hoặc lưu giấy thành tệp PDF.",
        )
        return NoticeBar(self.standing)

    def actions(self, query, deliver) -> None:
        deliver(
            best_matches(
                query,
                [
                    Choice(print, "Tiếp nhận hồ sơ mới", keys="F2", icon="inbox", group="Thao tác"),
                    Choice(print, "Đồng bộ ngay", keys="", icon="refresh-cw", group="Thao tác"),
                    Choice(print, "Đổi giao diện sáng, tối, tương phản cao", icon="contrast", group="Thao tác"),
                ],
            )
        )

    def procedures(self, query, deliver) -> None:
        deliver(
            [
                Choice(print, c.text, c.detail, c.mark, icon="file-text", group="Thủ tục")
                for c in best_matches(query, PROCEDURES)
            ]
        )

    def shortcuts(self, page: QWidget) -> Shortcuts:
        keys = Shortcuts(page)
        for text, key, group in (
            ("Tiếp nhận hồ sơ mới", "F2", "Đi tới"),
            ("Tra cứu", "F3", "Đi tới"),
            ("Trả kết quả", "F4", "Đi tới"),
            ("Tìm mọi thứ", "Ctrl+K", "Đi tới"),
            ("Nhận và in", "F9", "Tiếp nhận"),
            ("In lại", "Ctrl+P", "Tiếp nhận"),
            ("Trở lại việc đang làm", "Ctrl+Backspace", "Tiếp nhận"),
            ("Khóa màn hình", "Ctrl+L", "Chung"),
            ("Phím tắt", "F1", "Chung"),
        ):
            keys.add(text, key, print, group=group)
        return keys


def main() -> None:
    folder = Path(sys.argv[1])
    scale = float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
    app = QApplication([])
    theme = Theme(app)
    for name in THEMES:
        theme.apply(name, scale)
        gallery = Gallery(folder, theme)
        gallery.draw()
        gallery.tasks.close()


if __name__ == "__main__":
    main()
