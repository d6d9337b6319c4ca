"""What a screen reader is told: the program's controls as they stand on a real AT-SPI bus."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
# Bits of the state set of AT-SPI.
_ENABLED, _FOCUSABLE, _FOCUSED, _SHOWING = 8, 11, 12, 25
# Cells come one by one for every row; one table is one place to stand on.
_WITHOUT_PARTS = {"table", "tree table", "list", "list box"}

Place = tuple[str, str]


@dataclass(frozen=True)
class Control:
    """One object on the bus, with what is said of it."""

    place: Place
    role: str
    name: str
    description: str
    states: int

    @property
    def focusable(self) -> bool:
        """Whether the keyboard is meant to reach it now."""
        return all(self.states >> bit & 1 for bit in (_ENABLED, _FOCUSABLE, _SHOWING))

    def __str__(self) -> str:
        return f"{self.role} {self.name!r}" + (f" ({self.description})" if self.description else "")


class ScreenReader:
    """Asks the way screen readers do, on the accessibility bus of a session."""

    def __init__(self, session_bus: str) -> None:
        session = open_dbus_connection(bus=session_bus)
        try:
            bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            (address,) = unwrap_msg(session.send_and_get_reply(new_method_call(bus, "GetAddress")))
        finally:
            session.close()
        self._bus: DBusConnection = open_dbus_connection(bus=address)

    def close(self) -> None:
        """Leaves the bus."""
        self._bus.close()

    def controls(self) -> list[Control]:
        """Everything that is showing now, parents before children."""
        return [control for application in self._children(_REGISTRY) for control in self._walk(application)]

    def focused(self, controls: Iterable[Control]) -> Control | None:
        """Which of these controls has the keyboard now; the innermost where one stands for another."""
        return next((one for one in reversed(list(controls)) if self._states(one.place) >> _FOCUSED & 1), None)

    def parts(self, control: Control) -> list[Control]:
        """The objects right below one, such as the cells of a table."""
        return [self._control(place) for place in self._children(control.place)]

    def _walk(self, place: Place) -> Iterator[Control]:
        control = self._control(place)
        if control.role != "application":
            if not control.states >> _SHOWING & 1:
                return
            yield control
        if control.role not in _WITHOUT_PARTS:
            for child in self._children(place):
                yield from self._walk(child)

    def _control(self, place: Place) -> Control:
        name, description = (self._property(place, key) for key in ("Name", "Description"))
        return Control(place, self._ask(place, "GetRoleName"), name, description, self._states(place))

    def _states(self, place: Place) -> int:
        low, high = self._ask(place, "GetState")
        return int(low | high << 32)

    def _children(self, place: Place) -> list[Place]:
        return [(sender, path) for sender, path in self._ask(place, "GetChildren")]

    def _ask(self, place: Place, method: str):
        sender, path = place
        message = new_method_call(DBusAddress(path, sender, _ACCESSIBLE), method)
        return unwrap_msg(self._bus.send_and_get_reply(message, timeout=10))[0]

    def _property(self, place: Place, key: str) -> str:
        sender, path = place
        message = Properties(DBusAddress(path, sender, _ACCESSIBLE)).get(key)
        return unwrap_msg(self._bus.send_and_get_reply(message, timeout=10))[0][1]
