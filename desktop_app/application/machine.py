"""What belongs to this workstation alone and never travels: its printer, its scanner, its second screen."""

from desktop_app.application.ports import Store

PRINTER = "printer"
SCANNER_PORT = "scanner_port"
CITIZEN_SCREEN = "citizen_screen"
LOOKUP_VIEWS = "lookup_views"
EXPORT_RECEIVER = "export_receiver"


class Machine:
    """The habits of one workstation, kept in its store as texts; "" where nothing was chosen."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def value(self, key: str) -> str:
        """What was chosen on this machine."""
        with self._store.read() as unit:
            return unit.local(key) or ""

    def remember(self, key: str, value: str) -> None:
        """Keeps a choice for the next start."""
        with self._store.write() as unit:
            unit.set_local(key, value)
            unit.commit()
