"""The first day of an office: nobody works there yet, so nobody could sign in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.application.accounts import StaffMember
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import Role
from ui.sentences import explain
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.field import EnterMovesOn, TextField
from ui.widgets.text import Text
from ui.widgets.tick import Tick

FOUNDER_ROLES = frozenset({Role.ADMINISTRATOR, Role.RECEPTIONIST})


class FirstDay(QWidget):
    """Asks for the first administrator; `begun` carries them, their password, and whether to bring procedures."""

    begun = Signal(object, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._name = TextField(self.tr("Họ và tên của quản trị đầu tiên"), max_length=120)
        self._login = TextField(self.tr("Tên đăng nhập"), max_length=40)
        self._password = TextField(self.tr("Mật khẩu"), max_length=200)
        self._again = TextField(self.tr("Nhập lại mật khẩu"), max_length=200)
        self._catalogue = Tick(self.tr("Nhập sẵn danh mục thủ tục cấp xã"))
        self._catalogue.setChecked(True)
        self._begin = Button(self.tr("Bắt đầu"), "primary", key="Enter", big=True)
        self._build()
        self._begin.clicked.connect(self._tell)
        for field in (self._name, self._login, self._password, self._again):
            field.edit.textEdited.connect(lambda _, field=field: field.set_error(""))

    def show_refusal(self, error: Exception | None) -> None:
        """Says why nobody was written down, beside what has to be changed; nothing typed is lost."""
        self._begin.setEnabled(True)
        for field in (self._name, self._login, self._password, self._again):
            field.set_error("")
        if error is None:
            return
        code = error.code if isinstance(error, Refusal) else ""
        fields = {
            "staff.name": self._name,
            "staff.login": self._login,
            "staff.password": self._password,
            "staff.password_short": self._password,
        }
        self._mark(fields.get(code, self._again), explain(error).what)

    def _mark(self, field: TextField, fault: str) -> None:
        field.set_error(fault)
        field.edit.selectAll()
        field.setFocus()

    def _build(self) -> None:
        for field in (self._password, self._again):
            field.edit.setEchoMode(QLineEdit.EchoMode.Password)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        words = self.tr("Cơ quan này chưa có cán bộ nào. Người đầu tiên là quản trị, và thêm được những người khác.")
        column.addWidget(Text(words, "body", wrap=True))
        for widget in (self._name, self._login, self._password, self._again, self._catalogue, self._begin):
            column.addWidget(widget)
        EnterMovesOn(self, self._end)
        self.setFocusProxy(self._name)

    def _end(self) -> bool:
        last = self._again.edit.hasFocus()
        if last:
            self._tell()
        return last

    def _tell(self) -> None:
        if self._password.text() != self._again.text():
            self._mark(self._again, self.tr("Hai lần nhập mật khẩu không giống nhau."))
            return
        self._begin.setEnabled(False)
        name = " ".join(self._name.text().split())
        member = StaffMember(self._login.text().strip().lower(), name, FOUNDER_ROLES, "", active=True)
        self.begun.emit(member, self._password.text(), self._catalogue.isChecked())
