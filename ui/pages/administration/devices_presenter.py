"""The devices of this machine: which printer prints, and what the scanner says."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from desktop_app.application.machine import PRINTER, Machine
from desktop_app.domain.scans import (
    BatchScan,
    CardScan,
    ComponentScan,
    DossierScan,
    ForeignScan,
    MachineReadableScan,
    ReceiptScan,
    Scan,
    StaffScan,
    classify,
)
from desktop_app.words.refusals import explained
from ui.language import say
from ui.pages.presenter import Presenter
from ui.printing.printer import printer_names
from ui.serial_bridge import SerialBridge
from ui.tasks import Tasks

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Heard:
    """One scan: the text as it came, what it is, and what was read out of it in pairs."""

    text: str
    kind: str
    facts: tuple[tuple[str, str], ...] = ()
    good: bool = True


@dataclass(frozen=True, slots=True)
class DevicesState:
    """The printers of this machine (None while they are looked for), the chosen one ("": default), the last scan.

    `ports` are the serial ports there are, `port` that of the scanner ("": it types), `plugged` whether it is there.
    """

    printers: tuple[str, ...] | None = None
    printer: str = ""
    heard: Heard | None = None
    ports: tuple[str, ...] = ()
    port: str = ""
    plugged: bool = False


class DevicesPresenter(Presenter[DevicesState]):
    """Chooses the printer and listens to the scanner. What was scanned is shown and kept nowhere."""

    def __init__(self, tasks: Tasks, *, machine: Machine, serial: SerialBridge) -> None:
        super().__init__(DevicesState())
        self._tasks = tasks
        self._machine = machine
        self._serial = serial
        serial.changed.connect(self._follow_port)

    def refresh(self) -> None:
        """Looks for printers and ports."""
        self._follow_port()
        self._tasks.run(self, lambda _reporter: self._serial.ports(), lambda ports: self._become(ports=tuple(ports)))
        self._tasks.run(self, lambda _reporter: printer_names(), lambda names: self._become(printers=tuple(names)))
        self._tasks.store(self, partial(self._machine.value, PRINTER), lambda name: self._become(printer=name))

    def choose_printer(self, name: str) -> None:
        """Prints on this printer from now on; "" on the system's default."""
        self._become(printer=name)
        self._tasks.store(self, partial(self._machine.remember, PRINTER, name), lambda _: None)

    def choose_port(self, port: str) -> None:
        """Listens to the scanner on this serial port from now on; "" where it types like a keyboard."""
        self._serial.choose(port.strip())

    def _follow_port(self) -> None:
        self._become(port=self._serial.port, plugged=self._serial.plugged)

    def hear(self, text: str) -> None:
        """Takes what a scanner has read."""
        self._become(heard=understood(text))

    def forget(self) -> None:
        """Shows no scan any more."""
        self._become(heard=None)


def understood(text: str) -> Heard:
    """What a scanned text is taken for."""
    scan = classify(text)
    if isinstance(scan, ForeignScan):
        said = explained(scan.reason, {}, say)
        return Heard(text, said.what, (("", said.todo),) if said.todo else (), good=False)
    kind, read = READ[type(scan)]
    return Heard(text, say(kind), tuple(pair for pair in read(scan) if pair[1]))


def _card(scan: CardScan) -> Pairs:
    card = scan.card
    doubtful = say("Dấu tiếng Việt hoặc vài chữ bị bộ gõ làm sai: tắt bộ gõ hoặc dùng chế độ cổng COM.")
    return [
        ("Số định danh", card.number.digits),
        ("Họ và tên", card.full_name),
        ("Ngày sinh", f"{card.birth_date:%d/%m/%Y}" if card.birth_date else ""),
        ("Địa chỉ", card.address),
        ("Cảnh báo", doubtful if card.doubtful else ""),
    ]


def _lines(scan: MachineReadableScan) -> Pairs:
    lines = scan.lines
    born = f"{lines.birth_date:%d/%m/%Y}"
    return [("Số định danh", lines.number.digits), ("Họ và tên", lines.plain_name), ("Ngày sinh", born)]


def _dossier(scan: DossierScan) -> Pairs:
    return [("Mã", str(scan.code)), ("Đơn vị", scan.code.unit), ("Ngày nhận", f"{scan.code.day:%d/%m/%Y}")]


def _receipt(scan: ReceiptScan) -> Pairs:
    return [("Số", str(scan.number)), ("Máy trạm", str(scan.number.station_no))]


def _component(scan: ComponentScan) -> Pairs:
    return [("Hồ sơ", str(scan.code.dossier)), ("Thành phần", str(scan.code.number))]


def _code(scan: BatchScan | StaffScan) -> Pairs:
    return [("Mã", str(scan.code))]


# What each kind of scan is called, and how it is read out.
READ: dict[type[Scan], tuple[str, Callable[[Any], Pairs]]] = {
    CardScan: ("Thẻ căn cước (mã QR)", _card),
    MachineReadableScan: ("Thẻ căn cước (dòng MRZ)", _lines),
    DossierScan: ("Mã hồ sơ", _dossier),
    ReceiptScan: ("Số biên nhận", _receipt),
    BatchScan: ("Phiếu bàn giao", _code),
    ComponentScan: ("Tờ bìa thành phần hồ sơ", _component),
    StaffScan: ("Thẻ cán bộ", _code),
}
