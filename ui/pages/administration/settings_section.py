"""The settings of the office as one form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.domain.deadlines_terms import AfterCutoff, AfterSupplement, ReturnAt
from ui.pages.administration.section import Section, day_typed
from ui.pages.administration.settings_presenter import CUTOFF, SettingsPresenter
from ui.pages.surface import low, scrolled
from ui.theme import px
from ui.widgets.beside import Beside
from ui.widgets.button import Button
from ui.widgets.card import Line
from ui.widgets.date_field import DateField
from ui.widgets.field import EnterMovesOn, Field, TextField
from ui.widgets.lines import Lines
from ui.widgets.paint import restyle
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

WIDTH = 980


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting on the form: its name, its label, a hint, and its choices where it has few."""

    key: str
    label: str
    hint: str = ""
    choices: Sequence[tuple[str, str]] = ()


class SettingsSection(Section):
    """Draws every setting; only what was changed is saved, from the day beside the button."""

    def __init__(self, presenter: SettingsPresenter, save: Button, today: Callable[[], date]) -> None:
        super().__init__()
        self._presenter = presenter
        self._today = today
        self.fields: dict[str, TextField | Segmented] = {}
        self._wrapped: dict[str, Field] = {}
        self._shown: object = None
        self.since = DateField(self.tr("Áp dụng từ ngày"), hint="")
        self._fault = Text("", "body", wrap=True)
        self._build(save)
        presenter.changed.connect(self._show)

    @override
    def arrive(self) -> None:
        self.since.set_date(self._today())
        self._presenter.refresh()
        first = self.fields["parent_name"]
        first.setFocus()

    @override
    def go_on(self) -> None:
        if (since := day_typed(self.since)) is not None:
            self._presenter.save({key: _value(field) for key, field in self.fields.items()}, since)

    @override
    def step(self) -> str:
        return self.tr("Lưu cài đặt")

    @override
    def give_up(self) -> bool:
        self._shown = None
        self._show()
        return False

    def _build(self, save: Button) -> None:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, px(8), px(8))
        column.setSpacing(px(20))
        for heading, entries in self._groups():
            column.addWidget(self._group(heading, entries))
        column.addStretch(1)
        EnterMovesOn(form)
        self._fault.setProperty("tone", "bad")
        restyle(self._fault)
        foot_line = QWidget()
        foot_line.setMaximumWidth(px(WIDTH))
        foot = Lines(16)
        foot_line.setLayout(foot)
        self.since.setFixedWidth(px(180))
        foot.add(self._fault, 1)
        foot.add(self.since)
        foot.add(low(save))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(px(12))
        outer.addWidget(scrolled(form), 1)
        outer.addWidget(Line())
        outer.addWidget(foot_line)

    def _group(self, heading: str, entries: Sequence[Entry]) -> QWidget:
        group = QWidget()
        group.setAccessibleName(heading)
        group.setMaximumWidth(px(WIDTH))
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(Text(heading, "heading"))
        for place in range(0, len(entries), 2):
            # Halves, each at least as wide as its label and hint.
            pair = Beside(20)
            for entry in entries[place : place + 2]:
                pair.addWidget(self._field(entry), 1)
            if place + 1 == len(entries):
                pair.addWidget(QWidget(), 1)
            column.addLayout(pair)
        return group

    def _field(self, entry: Entry) -> Field:
        if entry.choices:
            control = Segmented(list(entry.choices), entry.label)
            self.fields[entry.key] = control
            self._wrapped[entry.key] = Field(entry.label, control, entry.hint)
        else:
            field = TextField(entry.label, hint=entry.hint)
            self.fields[entry.key] = field
            self._wrapped[entry.key] = field
        return self._wrapped[entry.key]

    def _show(self) -> None:
        state = self._presenter.state
        self._fault.setText(state.fault if not state.wrong else "")
        for key, field in self._wrapped.items():
            field.set_error(state.fault if key == state.wrong else "")
        if state.settings is self._shown:
            return
        self._shown = state.settings
        for key, control in self.fields.items():
            value = state.settings.get(key, "")
            if isinstance(control, Segmented):
                control.set_value(value)
            else:
                control.set_text(value)

    def _groups(self) -> list[tuple[str, list[Entry]]]:
        names = [
            Entry("parent_name", self.tr("Đơn vị chủ quản"), self.tr("dòng trên của giấy tờ")),
            Entry("name", self.tr("Tên cơ quan")),
            Entry("mark", self.tr("Ký hiệu trong số giấy tờ"), self.tr("ví dụ BH-TTPVHCC")),
            Entry("place", self.tr("Địa danh"), self.tr("đứng trước ngày tháng")),
            Entry("address", self.tr("Địa chỉ")),
            Entry("phone", self.tr("Điện thoại")),
            Entry("lookup_address", self.tr("Địa chỉ tra cứu trên mạng"), self.tr("in trên giấy tiếp nhận")),
        ]
        papers = [
            Entry("unit", self.tr("Mã đơn vị"), self.tr("phần đầu của mã hồ sơ")),
            Entry("code_width", self.tr("Số chữ số của số thứ tự trong ngày")),
            Entry("copies", self.tr("Số liên giấy tiếp nhận")),
            Entry("attachment_megabytes", self.tr("Tệp đính kèm lớn nhất, MB")),
            Entry(
                "full_number_in_qr",
                self.tr("Số định danh trong mã QR"),
                "",
                (("true", self.tr("Đầy đủ")), ("false", self.tr("4 số cuối"))),
            ),
        ]
        return [
            (self.tr("Tên và nơi làm việc"), names),
            (self.tr("Mã hồ sơ và giấy tờ"), papers),
            (self.tr("Tính hạn"), self._rules()),
        ]

    def _rules(self) -> list[Entry]:
        return [
            Entry(CUTOFF, self.tr("Giờ chốt nhận trong ngày"), self.tr("để trống nếu không có")),
            Entry(
                "rules.after_cutoff",
                self.tr("Nhận sau giờ chốt"),
                "",
                (
                    (AfterCutoff.NEXT_DAY_RECEIVES.value, self.tr("Như nhận ngày sau")),
                    (AfterCutoff.NEXT_DAY_COUNTS.value, self.tr("Ngày sau là ngày 1")),
                ),
            ),
            Entry(
                "rules.return_at",
                self.tr("Giờ hẹn trả"),
                "",
                (
                    (ReturnAt.END_OF_HOURS.value, self.tr("Cuối giờ làm việc")),
                    (ReturnAt.SAME_CLOCK.value, self.tr("Cùng giờ nhận")),
                ),
            ),
            Entry(
                "rules.after_supplement",
                self.tr("Sau khi bổ sung"),
                "",
                (
                    (AfterSupplement.RESTART.value, self.tr("Tính lại từ đầu")),
                    (AfterSupplement.SUBTRACT.value, self.tr("Trừ thời gian chờ")),
                ),
            ),
            Entry("rules.day_minutes", self.tr("Số phút của một ngày 8 giờ"), self.tr("480, hoặc 450")),
            Entry("rules.response_hours", self.tr("Giờ làm việc để trả lời hồ sơ trực tuyến")),
            Entry("rules.supplement_days", self.tr("Ngày làm việc để yêu cầu bổ sung")),
        ]


def _value(field: TextField | Segmented) -> str:
    return str(field.value() or "") if isinstance(field, Segmented) else field.text()
