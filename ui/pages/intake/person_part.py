"""Whose dossier it is, and who hands it in."""

from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.domain.errors import Refusal
from desktop_app.words import labels
from ui.language import choices
from ui.pages.intake.sheet import CITIZEN, PersonEntry, Sheet
from ui.pages.intake.state import BIRTH, OTHERS, IntakeState
from ui.pages.intake.together import TogetherField
from ui.sentences import sentence
from ui.soon import soon_in_sight
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.date_field import DateField
from ui.widgets.drop_list import is_enter
from ui.widgets.field import ASIDE, Field, TextField
from ui.widgets.lines import Lines
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

NUMBER_WIDTH = 232
DATE_WIDTH = 148
PHONE_WIDTH = 140
EMAIL_WIDTH = 200


class PersonPart(QWidget):
    """The owner on two lines; below them the proxy and those who apply together, where there are any."""

    owner_edited = Signal(dict)
    proxy_edited = Signal(dict)
    sheet_edited = Signal(dict)
    left = Signal(str)
    overruled = Signal(str, str)

    def __init__(self, proxy_button: Button, together_button: Button) -> None:
        super().__init__()
        self._fields: dict[str, Field] = {}
        self._kind = Segmented(choices(labels.PERSON_KINDS), self.tr("Loại chủ hồ sơ"))
        self._sex = Segmented(choices(labels.SEXES), self.tr("Giới tính"))
        self._sex_field = Field(self.tr("Giới tính"), self._sex)
        self._birth = DateField(self.tr("Ngày sinh"), hint="")
        self._column = QVBoxLayout(self)
        self._build(proxy_button, together_button)
        self._kind.chosen.connect(lambda kind: self.owner_edited.emit({"kind": kind}))
        self._kind.settled.connect(self._lead_to_number)
        self._sex.chosen.connect(lambda sex: self.owner_edited.emit({"sex": sex}))
        self._birth.edited.connect(lambda birth: self.owner_edited.emit({"birth": birth}))
        self._birth.edit.editingFinished.connect(lambda: self.left.emit(BIRTH))

    def begin(self, sheet: Sheet) -> None:
        """Turns to another form: what was half typed for the one before goes."""
        self._birth.set_typed(sheet.owner.birth)

    def show_state(self, state: IntakeState) -> None:
        """Draws the people of the form with what is wrong or doubtful about them."""
        sheet = state.sheet
        self._show_owner(sheet.owner)
        self._show_proxy(sheet)
        if state.together or OTHERS in self._fields:
            self._together.setVisible(state.together)
            self._together.show_people(sheet.others)
        for part, field in self._fields.items():
            self._judge(field, part, state)

    def field(self, part: str) -> QWidget:
        """The field of this part, to take the focus."""
        return self._together if part.startswith(OTHERS) else self._fields[part]

    def part_in_focus(self) -> str:
        """The part whose field has the keyboard, "" where none of these has."""
        return next((part for part, field in self._fields.items() if field.control.hasFocus()), "")

    def _build(self, proxy_button: Button, together_button: Button) -> None:
        column = self._column
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        head = Lines(8)
        head.add(Text(self.tr("Chủ hồ sơ"), "heading"))
        kind = QHBoxLayout()
        kind.addWidget(self._kind)
        kind.addStretch(1)
        head.add(kind, 1)
        more = QHBoxLayout()
        more.setSpacing(px(8))
        more.addWidget(together_button)
        more.addWidget(proxy_button)
        head.add(more)
        column.addLayout(head)
        column.addLayout(self._first_line())
        column.addLayout(self._second_line())

    # Few dossiers have a proxy or several owners, and a form is put together while somebody waits for it.

    @cached_property
    def _together(self) -> TogetherField:
        together = self._fields[OTHERS] = TogetherField()
        together.edited.connect(lambda people: self.sheet_edited.emit({"others": people}))
        together.overruled.connect(lambda reason: self.overruled.emit(OTHERS, reason))
        self._column.addWidget(together)
        self._follow("proxy.email" if "proxy.email" in self._fields else "owner.email", OTHERS)
        return together

    @cached_property
    def _proxy(self) -> QWidget:
        before = set(self._fields)
        proxy = QWidget()
        self._build_proxy(proxy)
        self._column.insertWidget(3, proxy)
        self._follow("owner.email", *(part for part in self._fields if part not in before))
        return proxy

    def _follow(self, *parts: str) -> None:
        """Leads the keyboard from part to part: what is made late comes last on the way through the page otherwise."""
        for one, other in pairwise(parts):
            QWidget.setTabOrder(self._fields[one], self._fields[other])

    def _first_line(self) -> Lines:
        line = Lines()
        self._number = number = self._text("owner.number", self.tr("Số định danh cá nhân"), NUMBER_WIDTH)
        line.add(number)
        line.add(self._text("owner.name", self.tr("Họ và tên")), 1)
        self._fields[BIRTH] = self._birth
        self._birth.setFixedWidth(px(DATE_WIDTH))
        line.add(self._birth)
        line.add(self._sex_field)
        line.add(self._text("owner.representative", self.tr("Người đại diện"), NUMBER_WIDTH))
        return line

    def _second_line(self) -> Lines:
        line = Lines()
        line.add(self._text("owner.address", self.tr("Địa chỉ")), 1)
        line.add(self._text("owner.phone", self.tr("Điện thoại"), PHONE_WIDTH))
        line.add(self._text("owner.email", self.tr("Email"), EMAIL_WIDTH))
        return line

    def _build_proxy(self, proxy: QWidget) -> None:
        lines = QVBoxLayout(proxy)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(10))
        line, below = Lines(), Lines()
        for each in (line, below):
            lines.addLayout(each)
        line.add(self._text("proxy.number", self.tr("Số định danh người nộp thay"), NUMBER_WIDTH))
        line.add(self._text("proxy.name", self.tr("Họ và tên người nộp thay")), 1)
        line.add(self._text("proxy.relation", self.tr("Quan hệ"), DATE_WIDTH))
        line.add(self._text("proxy.authorisation", self.tr("Giấy ủy quyền"), PHONE_WIDTH))
        below.add(self._text("proxy.address", self.tr("Địa chỉ người nộp thay")), 1)
        below.add(self._text("proxy.phone", self.tr("Điện thoại"), PHONE_WIDTH))
        below.add(self._text("proxy.email", self.tr("Email"), EMAIL_WIDTH))

    def _text(self, part: str, label: str, width: int = 0) -> TextField:
        field = TextField(label)
        self._fields[part] = field
        if width:
            field.setFixedWidth(px(width))
        whose, _, key = part.partition(".")
        field.edit.setProperty(ASIDE, key == "email")
        edited = self.owner_edited if whose == "owner" else self.proxy_edited
        if key in {"relation", "authorisation"}:
            edited = self.sheet_edited
        field.edited.connect(lambda text: edited.emit({key: text}))
        field.edit.editingFinished.connect(lambda: self.left.emit(part))
        field.overruled.connect(lambda reason: self.overruled.emit(part, reason))
        return field

    def _show_owner(self, owner: PersonEntry) -> None:
        citizen = owner.kind == CITIZEN
        self._kind.set_value(owner.kind)
        self._sex.set_value(owner.sex or None)
        self._birth.setVisible(citizen)
        self._sex_field.setVisible(citizen)
        self._fields["owner.representative"].setVisible(not citizen)
        if owner.birth != self._birth.typed():
            self._birth.set_typed(owner.birth)
        for key in ("number", "name", "address", "phone", "email", "representative"):
            self._put(f"owner.{key}", getattr(owner, key))
        names = (
            (self.tr("Số định danh cá nhân"), self.tr("Họ và tên"))
            if citizen
            else (self.tr("Mã số thuế"), self.tr("Tên tổ chức, hộ kinh doanh"))
        )
        hint = self.tr("Quét thẻ hoặc gõ 12 số") if citizen else self.tr("10 số, 13 hoặc 12 số")
        self._number.edit.setPlaceholderText(hint)
        for key, name in zip(("owner.number", "owner.name"), names, strict=True):
            self._fields[key].set_label(name)

    def _show_proxy(self, sheet: Sheet) -> None:
        if sheet.proxy is None and "proxy.number" not in self._fields:
            return
        self._proxy.setVisible(sheet.proxy is not None)
        proxy = sheet.proxy or PersonEntry()
        for key, text in (
            ("number", proxy.number),
            ("name", proxy.name),
            ("address", proxy.address),
            ("phone", proxy.phone),
            ("email", proxy.email),
            ("relation", sheet.relation),
            ("authorisation", sheet.authorisation),
        ):
            self._put(f"proxy.{key}", text)

    def _put(self, part: str, text: str) -> None:
        field = self._fields[part]
        if isinstance(field, TextField) and field.edit.text() != text and field.text() != text:
            field.set_text(text)

    def _judge(self, field: Field, part: str, state: IntakeState) -> None:
        doubts = state.doubts_at(part)
        if part in state.errors:
            field.set_error(state.errors[part])
        elif doubts:
            words = " ".join(sentence(Refusal(doubt.code, **doubt.parameters)) for doubt in doubts)
            field.set_warning(words, overrule=True)
        else:
            field.set_error("")

    def _lead_to_number(self) -> None:
        # After the click or key has run its course, or Qt would give the keyboard back to the choice.
        soon_in_sight(self, self._number.setFocus)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event.key()) and self._kind.isAncestorOf(self.focusWidget()):
            # Not to the buttons beside it, which Enter would press.
            self._lead_to_number()
        else:
            super().keyPressEvent(event)
