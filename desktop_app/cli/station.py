"""This station: practice, state, exchange with the centre, and proving that its store agrees with itself."""

import threading
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import clock
from desktop_app.application.ports import DossierQuery, SyncStatus
from desktop_app.cli import values, views
from desktop_app.cli.parser import Commands
from desktop_app.cli.session import Answer, Session
from desktop_app.cli.window import open_kiosk
from desktop_app.domain.errors import Refusal
from desktop_app.words import labels

if TYPE_CHECKING:
    from desktop_app.sync.loop import SyncLoop

_COUNTED = ("waiting", "oldest_waiting", "numbers_left", "parked", "problems")


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    practice = commands.add("practice", make_practice, "tạo một trung tâm thực hành với hồ sơ hư cấu")
    number = values.whole(0)
    practice.add_argument("--dossiers", type=number, default=120, metavar="N", help="số hồ sơ hư cấu, mặc định 120")
    practice.add_argument("--seed", type=number, default=1, metavar="S", help="cùng một số thì cùng một dữ liệu")
    fill = commands.add("fill", fill_store, "thêm N hồ sơ hư cấu trải qua nhiều năm, để đo tốc độ")
    fill.add_argument("count", type=values.whole(1), metavar="N")
    fill.add_argument("--seed", type=number, default=1, metavar="S", help="cùng một số thì cùng một dữ liệu")
    commands.add("kiosk", open_kiosk, "máy tra cứu đặt ở sảnh: toàn màn hình, chỉ cán bộ đóng được")
    commands.add("verify", _verify, "kiểm tra kho hồ sơ: tệp, chuỗi dữ liệu, hồ sơ so với diễn biến, số đã cấp")
    commands.add("status", show_status, "tình trạng của máy trạm này")
    packet = commands.group("packet", "mang thay đổi bằng USB khi mất mạng lâu")
    for name, run, said in (
        ("export", export_packet, "ghi những gì chờ gửi vào tệp, để máy khác của cơ quan gửi"),
        ("import", import_packet, "gửi về trung tâm những gì trong tệp của máy khác"),
    ):
        packet.add(name, run, said).add_argument("file", type=Path, metavar="FILE.motcua")
    exchange = commands.add("sync", synchronise, "trao đổi với trung tâm cho đến khi bị dừng (Ctrl+C)")
    exchange.add_argument("--once", action="store_true", help="một lần rồi thôi")


def make_practice(args: Namespace, session: Session) -> Answer:
    """Makes a practice office in the data directory."""
    from desktop_app.practice.office import make_practice as make  # noqa: PLC0415 - databases are slow to load

    made = make(session.directory, args.dossiers, args.seed, clock.now())
    staff = [
        {"login": member.login, "name": member.name, "title": member.title, "roles": sorted(member.roles)}
        for member in made.staff
    ]
    data = {
        "directory": str(made.directory),
        "office": made.settings.name,
        "unit": made.settings.unit,
        "dossiers": made.dossiers,
        "password": made.password,
        "staff": staff,
    }
    lines = [
        f"Đã tạo trung tâm thực hành với {made.dossiers} hồ sơ hư cấu.",
        *views.facts({"Trung tâm": made.settings.name, "Thư mục dữ liệu": str(made.directory)}),
        "",
        f"Người dùng (mật khẩu chung: {made.password}):",
    ]
    lines += [
        f"  {member.login:<12} {member.name:<20} {', '.join(labels.ROLES[role] for role in sorted(member.roles))}"
        for member in made.staff
    ]
    return Answer(data, lines)


def fill_store(args: Namespace, session: Session) -> Answer:
    """Adds invented dossiers to the store of the data directory, or to a new one."""
    from desktop_app.practice.filling import fill  # noqa: PLC0415 - see make_practice
    from desktop_app.storage.store import create, exists, open_store  # noqa: PLC0415

    store = (open_store if exists(session.directory) else create)(session.directory)
    began = time.perf_counter()
    try:
        filled = fill(store, args.count, args.seed, clock.now())
    finally:
        store.close()
    seconds = time.perf_counter() - began
    data = {"dossiers": filled.dossiers, "events": filled.events, "seconds": round(seconds, 3)}
    speed = f"{filled.dossiers / seconds:.0f} hồ sơ mỗi giây"
    return Answer(
        data, [f"Đã thêm {filled.dossiers} hồ sơ, {filled.events} sự kiện trong {seconds:.1f} giây: {speed}."]
    )


def show_status(_args: Namespace, session: Session) -> Answer:
    """Who this station is, and what waits to be exchanged."""
    from desktop_app.storage.store import open_store  # noqa: PLC0415 - see make_practice
    from desktop_app.sync.status import local  # noqa: PLC0415

    store = open_store(session.directory)
    try:
        identity = store.identity
        with store.read() as unit:
            known = local(unit.connection, values.this_day())
            dossiers = unit.count(DossierQuery())
        files = store.attachments.waiting()
    finally:
        store.close()
    enrolled = bool(identity.central)
    data = {
        "directory": str(session.directory),
        "enrolled": enrolled,
        "office": identity.office_name,
        "office_code": identity.office_code,
        "station": identity.station_name,
        "stamp": identity.stamp,
        "dossiers": dossiers,
        **{name: getattr(known, name) for name in _COUNTED},
        "files_waiting": files.files,
        "bytes_waiting": files.bytes,
    }
    lines = views.facts(
        {
            "Thư mục dữ liệu": str(session.directory),
            "Cơ quan": f"{identity.office_name} ({identity.office_code})" if enrolled else "chưa đăng ký với trung tâm",
            "Máy trạm": f"{identity.station_name} ({identity.stamp})" if enrolled else "",
            "Hồ sơ": str(dossiers),
            "Chờ gửi đi": str(known.waiting),
            "Tệp chờ gửi": f"{files.files} ({labels.size(files.bytes)})" if files.files else "",
            "Số thứ tự còn giữ": str(known.numbers_left),
            "Cần xử lý": str(known.problems + known.parked),
        }
    )
    return Answer(data, lines)


def synchronise(args: Namespace, session: Session) -> Answer:
    """Exchanges with the centre, once or until the user stops it."""
    if not args.once:
        _exchange_until_stopped(session)
    state = exchange_once(session.directory)
    data = {"mode": state.mode, "waiting": state.waiting, "behind": state.behind, "parked": state.parked}
    data |= {"files_waiting": state.files.files, "bytes_waiting": state.files.bytes}
    return Answer(data, [_sync_line(state)])


def exchange_once(directory: Path) -> SyncStatus:
    """One exchange of the station in this directory, and then the attached files that wait.

    Refusal("central.none"), ("central.unreachable").
    """
    from desktop_app.sync.faults import Unreachable  # noqa: PLC0415 - see make_practice

    with _loop(directory) as loop:
        state = loop.run_once()
        if state.mode != "offline":
            # Where the line breaks off now, what happened to dossiers has arrived all the same.
            with suppress(Unreachable):
                loop.carry()
            state = loop.status()
    if state.mode == "offline":
        known = state.last_error or ""
        raise Refusal(known if known.startswith("central.") else "central.unreachable")
    return state


def export_packet(args: Namespace, session: Session) -> Answer:
    """Writes what waits here to a file that only this office can open; it goes on waiting here."""
    with session.office() as office:
        count = office.sync.export_packet(args.file)
    return Answer({"path": str(args.file), "operations": count}, [f"Đã xuất {count} thay đổi vào {args.file}."])


def import_packet(args: Namespace, session: Session) -> Answer:
    """Gives the centre what a file of another station of the office holds."""
    with session.office() as office:
        count = office.sync.load_packet(args.file)
    return Answer({"operations": count}, [f"Đã gửi {count} thay đổi trong tệp về trung tâm."])


@contextmanager
def _loop(directory: Path) -> Iterator["SyncLoop"]:
    from desktop_app.storage.store import open_store  # noqa: PLC0415 - see make_practice
    from desktop_app.sync.loop import SyncLoop  # noqa: PLC0415

    store = open_store(directory)
    loop = SyncLoop(store)
    try:
        if not store.identity.central:
            raise Refusal("central.none")
        yield loop
    finally:
        loop.stop()
        store.close()


def _exchange_until_stopped(session: Session) -> None:
    said = ""

    def tell(state: SyncStatus, _dossiers: frozenset[str]) -> None:
        nonlocal said
        if (line := _sync_line(state)) != said:
            said = line
            session.tell(line)

    with _loop(session.directory) as loop, suppress(KeyboardInterrupt):
        loop.subscribe(tell)
        loop.start()
        threading.Event().wait()


def _sync_line(state: SyncStatus) -> str:
    if state.mode == "offline":
        return f"Chưa kết nối được với trung tâm; {state.waiting} việc chờ gửi."
    files = f" {state.files.files} tệp đính kèm chờ gửi." if state.files.files else ""
    return f"Đã trao đổi với trung tâm; còn {state.waiting} việc chờ gửi, {state.parked} việc cần xử lý.{files}"


def _verify(args: Namespace, session: Session) -> Answer:
    from desktop_app.cli.proof import verify  # noqa: PLC0415 - see make_practice

    return verify(args, session)
