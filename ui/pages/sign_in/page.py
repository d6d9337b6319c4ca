"""The first thing that is seen in the morning, and what is seen while nobody is at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ui.language import LANGUAGES, VIETNAMESE
from ui.pages.sign_in.brand import Brand
from ui.pages.sign_in.presenter import Phase, SignInPresenter, SignInState
from ui.pages.surface import scrolled
from ui.sentences import explain
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.beside import Beside
from ui.widgets.button import Button
from ui.widgets.card import Facts
from ui.widgets.field import EnterMovesOn, TextField
from ui.widgets.segmented import Segmented
from ui.widgets.text import Icon, Text

if TYPE_CHECKING:
    from ui.pages.sign_in.first_day import FirstDay

WIDTH = 360
BRAND = 420


class SignInPage(QWidget):
    """Name and password; or, where there is no office yet, the offer of one to practise in."""

    language_wanted = Signal(object)
    """The code of the language that the screen shall speak."""

    def __init__(self, presenter: SignInPresenter, language: str = VIETNAMESE, login: str = "") -> None:
        super().__init__()
        self._presenter = presenter
        self._brand = Brand()
        self._heading = Text("", "title", wrap=True)
        self._locked = Text("", "muted", wrap=True)
        self._login = TextField(self.tr("Tên đăng nhập"))
        self._login.set_text(login)
        self._password = TextField(self.tr("Mật khẩu"))
        self._password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._enter = Button(self.tr("Đăng nhập"), "primary", key="Enter", big=True)
        self._note = Text("", "muted", wrap=True)
        self._practise = Button(self.tr("Tạo văn phòng thực hành"), "primary", key="Enter", big=True)
        self._again = Button(self.tr("Thử mở lại"), "secondary", key="Enter", big=True)
        self._fault_mark = Icon("octagon-alert", 24, Tone.BAD)
        self._form = QWidget()
        self._foot = QWidget()
        self._first_day: FirstDay | None = None
        self._practice = QFrame()
        self._practice.setProperty("surface", "sunken")
        self._practice_facts = Facts(168)
        self._language = Segmented(list(LANGUAGES.items()), self.tr("Ngôn ngữ của màn hình"))
        self._language.set_value(language)
        self._build()
        self._language.chosen.connect(self.language_wanted)
        presenter.changed.connect(self._show)
        presenter.named.connect(self.come_back)
        self._login.edit.textEdited.connect(lambda _: self._login.set_error(""))
        self._password.edit.textEdited.connect(lambda _: self._password.set_error(""))
        self._enter.clicked.connect(self._sign_in)
        self._practise.clicked.connect(presenter.practise)
        self._again.clicked.connect(presenter.open)
        self._show()

    @property
    def typed_login(self) -> str:
        """The login as it stands in its field."""
        return self._login.text()

    def add_foot(self, widget: QWidget) -> None:
        """Puts something below everything else; not seen while the desk is made, where it is seen next."""
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(widget)

    def come_back(self, login: str) -> None:
        """Waits for the password of who was here, with nothing in it."""
        self._login.set_text(login)
        self._password.edit.clear()
        self._password.setFocus()

    def _build(self) -> None:
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(px(14))
        form.addWidget(self._login)
        form.addWidget(self._password)
        form.addSpacing(px(6))
        form.addWidget(self._enter)
        EnterMovesOn(self._form, self._end)
        box = QWidget()
        box.setFixedWidth(px(WIDTH))
        self._column = column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._heading)
        column.addWidget(self._locked)
        column.addSpacing(px(12))
        column.addWidget(self._form)
        column.addWidget(self._fault_mark)
        column.addSpacing(px(12))
        column.addWidget(self._note)
        column.addWidget(self._practice)
        practice = QVBoxLayout(self._practice)
        practice.setContentsMargins(px(16), px(12), px(16), px(14))
        practice.setSpacing(px(8))
        practice.addWidget(Text(self.tr("Văn phòng thực hành"), "strong"))
        practice.addWidget(self._practice_facts)
        column.addSpacing(px(8))
        column.addWidget(self._practise)
        column.addWidget(self._again)
        self._put_in_the_middle(box)

    def _put_in_the_middle(self, box: QWidget) -> None:
        inner = QWidget()
        middle = QVBoxLayout(inner)
        middle.setContentsMargins(px(28), px(16), px(28), px(16))
        middle.addWidget(self._language, 0, Qt.AlignmentFlag.AlignRight)
        middle.addStretch(2)
        middle.addWidget(box, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(3)
        halves = QWidget()
        row = Beside(last_on_top=True)
        halves.setLayout(row)
        row.add_work(self._brand, px(BRAND))
        row.add_work(inner, px(WIDTH + 2 * 28))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolled(halves), 1)
        outer.addWidget(self._foot)

    def _show(self) -> None:
        state = self._presenter.state
        self._brand.show_place(state.office_name, state.station_name)
        self._heading.setText(self._heading_for(state))
        locked = self.tr("{name} nhập mật khẩu để làm tiếp; việc đang làm vẫn còn nguyên.")
        self._locked.setText(locked.format(name=state.locked_by) if state.locked_by else "")
        self._locked.setVisible(bool(state.locked_by))
        closed = state.phase in {Phase.NO_STORE, Phase.BROKEN, Phase.PRACTISING, Phase.FIRST_DAY}
        self._show_first_day(state)
        comes_back = not closed and self._form.isHidden()
        self._form.setVisible(not closed)
        self._fault_mark.setVisible(state.phase is Phase.BROKEN)
        self._practise.setVisible(state.phase in {Phase.NO_STORE, Phase.PRACTISING})
        self._again.setVisible(state.phase is Phase.BROKEN)
        if state.phase is Phase.CHECKING and self._enter.hasFocus():
            # The focus would go round the page from a button that is dimmed.
            self._password.setFocus()
        self._enter.setEnabled(state.phase is not Phase.CHECKING)
        self._foot.setHidden(state.phase is Phase.CHECKING)
        fault = explain(state.refused).what if state.refused is not None and not closed else ""
        self._password.set_error(fault)
        if fault:
            self._password.edit.selectAll()
            self._password.setFocus()
        self._show_practice(state)
        self._note.setText(self._note_for(state))
        self._note.setVisible(bool(self._note.text()))
        if state.phase is Phase.NO_STORE:
            self._practise.setFocus()
        elif state.phase is Phase.BROKEN:
            self._again.setFocus()
        elif comes_back:
            self._wait_for_typing()

    def _show_first_day(self, state: SignInState) -> None:
        if self._first_day is None and state.phase is Phase.FIRST_DAY:
            # Brings use cases along, which no ordinary start waits for.
            from ui.pages.sign_in.first_day import FirstDay  # noqa: PLC0415

            self._first_day = FirstDay()
            self._first_day.begun.connect(self._presenter.begin)
            self._column.insertWidget(self._column.indexOf(self._form), self._first_day)
            self._first_day.setFocus()
        if self._first_day is not None:
            self._first_day.setVisible(state.phase is Phase.FIRST_DAY)
            self._first_day.show_refusal(state.refused)

    def _heading_for(self, state: SignInState) -> str:
        if state.locked_by:
            return self.tr("Màn hình đã khóa")
        headings = {
            Phase.FIRST_DAY: self.tr("Ngày đầu tiên của cơ quan"),
            Phase.NO_STORE: self.tr("Bắt đầu"),
            Phase.PRACTISING: self.tr("Bắt đầu"),
            Phase.BROKEN: self.tr("Chưa mở được kho hồ sơ"),
        }
        return headings.get(state.phase, self.tr("Đăng nhập"))

    def _note_for(self, state: SignInState) -> str:
        if state.phase is Phase.NO_STORE:
            return self.tr(
                "Máy này chưa có dữ liệu. Có thể tạo một văn phòng thực hành với người và hồ sơ được bịa ra; "
                "hoặc ghi danh máy vào hệ thống của cơ quan: motcua enrol."
            )
        if state.phase is Phase.PRACTISING:
            return self.tr("Đang tạo văn phòng thực hành, mất vài giây…")
        if state.broken is not None:
            told = explain(state.broken)
            return "\n".join(part for part in (told.what, told.safe, told.todo) if part)
        return ""

    def _show_practice(self, state: SignInState) -> None:
        self._practice.setVisible(bool(state.practice_password) and state.phase in {Phase.READY, Phase.CHECKING})
        self._practice_facts.show_fact(self.tr("Mật khẩu chung"), state.practice_password, strong=True)
        for login, title in state.practice_logins:
            self._practice_facts.show_fact(title, login)

    def _end(self) -> bool:
        last = self._password.edit.hasFocus()
        if last:
            self._sign_in()
        return last

    def _sign_in(self) -> None:
        for field, fault in (
            (self._login, self.tr("Gõ tên đăng nhập.")),
            (self._password, self.tr("Gõ mật khẩu.")),
        ):
            if not field.edit.text().strip():
                field.set_error(fault)
                field.setFocus()
                return
        self._presenter.sign_in(self._login.text(), self._password.edit.text())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wait_for_typing()

    def _wait_for_typing(self) -> None:
        (self._password if self._login.text() else self._login).setFocus()
