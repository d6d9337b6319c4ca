"""The staff of the office on the screen."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.accounts import StaffMember
from desktop_app.domain.states import Role
from desktop_app.words import labels
from ui.language import say
from ui.pages.administration.section import Section, Side, beside
from ui.pages.administration.staff_presenter import StaffPresenter, StaffState
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.field import EnterMovesOn, TextField
from ui.widgets.table import Cell, Column, RowsModel, Table
from ui.widgets.text import Text
from ui.widgets.tick import Tick


class StaffSection(Section):
    """Draws everybody with their rights; who is let go stays in the list."""

    def __init__(self, presenter: StaffPresenter, buttons: list[Button]) -> None:
        super().__init__()
        self._presenter = presenter
        self._rows: RowsModel[StaffMember] = RowsModel(_columns())
        self._shown: tuple[StaffMember, ...] = ()
        self.table: Table[StaffMember] = Table(self._rows, self.tr("Cán bộ"))
        self.editor = StaffEditor()
        self._side = Side(self.tr("Người đang chọn"), self.editor, buttons)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.setLayout(beside(left, self._side))
        presenter.changed.connect(self._show)
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(lambda _: self.editor.name.setFocus())

    def begin_new(self) -> None:
        """Begins somebody new."""
        self._presenter.choose(None)
        self.editor.begin(None)
        self.editor.login.setFocus()

    @override
    def arrive(self) -> None:
        self._presenter.refresh()
        self.table.setFocus()

    @override
    def go_on(self) -> None:
        self._presenter.save(self.editor.member(self._presenter.state.chosen), self.editor.password.edit.text())

    @override
    def step(self) -> str:
        return self.tr("Lưu cán bộ")

    def _choose(self, member: StaffMember | None) -> None:
        if member is not None:
            self._presenter.choose(member)

    def _show(self) -> None:
        state = self._presenter.state
        if state.staff != self._shown:
            self._shown = state.staff
            self._rows.show_rows(state.staff)
            logins = [member.login for member in state.staff]
            chosen = state.chosen.login if state.chosen else ""
            if logins:
                self.table.selectRow(logins.index(chosen) if chosen in logins else 0)
        self.editor.show_state(state)
        self._side.show_fault(state.fault)
        self.step_changed.emit()


class StaffEditor(QWidget):
    """Name, rights and password of one person."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: StaffMember | None = None
        self._heading = Text("", "heading", wrap=True)
        self._card = Text("", "caption")
        self.login = TextField(self.tr("Tên đăng nhập"), max_length=40)
        self.name = TextField(self.tr("Họ và tên"), max_length=120)
        self.title = TextField(self.tr("Chức danh"), hint=self.tr("in trên giấy tờ"), max_length=120)
        self.password = TextField(self.tr("Mật khẩu mới"), max_length=200)
        self.password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.roles = {role: Tick(say(labels.ROLES[role.value])) for role in Role}
        self.active = Tick(self.tr("Đang làm việc"))
        self._build()
        EnterMovesOn(self)

    def show_state(self, state: StaffState) -> None:
        """Begins with the person in hand; what was typed about them stays while they are the same."""
        if state.chosen != self._shown and state.chosen is not None:
            self.begin(state.chosen)

    def begin(self, member: StaffMember | None) -> None:
        """Begins with this person, or with nobody."""
        self._shown = member
        self._heading.setText(member.name if member else self.tr("Cán bộ mới"))
        number = member.number if member else 0
        self._card.setText(self.tr("Thẻ cán bộ số {n:06d}").format(n=number) if number else "")
        self._card.setVisible(number > 0)
        self.login.set_text(member.login if member else "")
        self.login.setEnabled(member is None)
        self.name.set_text(member.name if member else "")
        self.title.set_text(member.title if member else "")
        self.password.edit.clear()
        self.password.set_hint(self.tr("để trống: giữ mật khẩu cũ") if member else "")
        for role, tick in self.roles.items():
            tick.setChecked(role in member.roles if member else role is Role.RECEPTIONIST)
        self.active.setChecked(member.active if member else True)

    def member(self, known: StaffMember | None) -> StaffMember:
        """The person as filled in."""
        return StaffMember(
            login=known.login if known else self.login.text().lower(),
            name=" ".join(self.name.text().split()),
            roles=frozenset(role for role, tick in self.roles.items() if tick.isChecked()),
            title=" ".join(self.title.text().split()),
            active=self.active.isChecked(),
            number=known.number if known else 0,
        )

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self._heading)
        column.addWidget(self._card)
        for field in (self.login, self.name, self.title):
            column.addWidget(field)
        roles = QVBoxLayout()
        roles.setSpacing(0)
        roles.addWidget(Text(self.tr("Vai trò"), "label"))
        for tick in self.roles.values():
            roles.addWidget(tick)
        column.addLayout(roles)
        column.addWidget(self.password)
        column.addWidget(self.active)
        column.addStretch(1)


def _columns() -> tuple[Column[StaffMember], ...]:
    return (
        Column("Họ và tên", lambda one: Cell(one.name, strong=True), 190),
        Column("Tên đăng nhập", lambda one: Cell(one.login, muted=True), 112),
        Column("Chức danh", lambda one: one.title),
        Column("Vai trò", _roles, 240),
    )


def _roles(member: StaffMember) -> Cell:
    if not member.active:
        return Cell(say("Đã ngừng làm việc"), Tone.NEUTRAL, "circle-pause")
    return Cell(", ".join(sorted(say(labels.ROLES[role.value]) for role in member.roles)), muted=True)
