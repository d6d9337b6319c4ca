"""The centre: making its tables, adding offices, and making this machine a station of one."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import clock
from desktop_app.application.stations import Station, Yardstick, look_at
from desktop_app.cli import values, views
from desktop_app.cli.parser import Commands, Run
from desktop_app.cli.session import Answer, Session
from desktop_app.domain.clocktime import office_day
from desktop_app.domain.errors import Refusal
from desktop_app.version import program_version
from desktop_app.words import labels

if TYPE_CHECKING:
    from desktop_app.application.ports import Identity
    from desktop_app.sync.centre import Centre
    from desktop_app.sync.protection import Kind

_KINDS = ("station", "reader", "writer")


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    central = commands.group("central", "cơ sở dữ liệu trung tâm")
    _at_centre(central, "init", init, "tạo hoặc sửa lại các bảng và quyền truy cập của trung tâm")
    _at_centre(central, "upgrade", upgrade, "đưa các bảng của trung tâm lên phiên bản này")
    _at_centre(central, "verify", verify, "kiểm tra các chuỗi dữ liệu và tính lại mọi hồ sơ của trung tâm")
    _at_centre(central, "status", show_status, "tình trạng của các máy trạm")
    _at_centre(central, "restored", restored, "báo rằng trung tâm vừa được phục hồi từ bản sao lưu")
    province = _at_centre(central, "add-province", add_province, "thêm một tỉnh, thành phố")
    province.add_argument("--number", type=values.whole(2), metavar="N", help="số hiệu từ 2 đến 99")
    office = _at_centre(central, "add-office", add_office, "thêm một cơ quan")
    office.add_argument("--unit", default="", help="phần đầu của mã hồ sơ, mặc định là mã cơ quan")
    office.add_argument("--province", metavar="CODE", help="mã tỉnh, thành phố")
    for space in (province, office):
        space.add_argument("--code", required=True, help="mã, ví dụ H29 hoặc H29.19.05")
        space.add_argument("--name", required=True, help="tên gọi")
    role = _at_centre(central, "allow", allow, "cấp tài khoản cho một máy trạm hoặc hệ thống khác")
    role.add_argument("--for", dest="kind", required=True, choices=_KINDS, help="station, reader hoặc writer")
    role.add_argument("--space", required=True, metavar="CODE", help="mã cơ quan; với reader, writer có thể là tỉnh")
    for command in (role, _at_centre(central, "forbid", forbid, "thu hồi một tài khoản đã cấp")):
        command.add_argument("--role", required=True, metavar="NAME", help="tên tài khoản, ví dụ quay_2_tan_binh")
    enrol = commands.add("enrol", enrol_station, "đăng ký máy này làm máy trạm của một cơ quan")
    enrol.add_argument("--central", required=True, metavar="URL")
    enrol.add_argument("--office", required=True, metavar="CODE", help="mã cơ quan")
    enrol.add_argument("--station", required=True, metavar="NAME", help="tên máy trạm, ví dụ Quầy 2")


def _at_centre(commands: Commands, name: str, run: Run, description: str) -> ArgumentParser:
    command = commands.add(name, run, description)
    command.add_argument("url", metavar="URL")
    return command


def init(args: Namespace, _session: Session) -> Answer:
    """Makes the tables of a centre; done again it puts right what is missing and changes nothing else."""
    with _reached(args.url) as centre:
        centre.init()
        protected = centre.is_protected()
    said = "" if protected else " Cơ sở dữ liệu này không tự ngăn cách các cơ quan: mọi tài khoản đều thấy tất cả."
    return Answer({"ready": True, "protected": protected}, [f"Trung tâm đã sẵn sàng.{said}"])


def upgrade(args: Namespace, _session: Session) -> Answer:
    """Brings the tables of a centre to today's format."""
    with _reached(args.url) as centre:
        refolded = centre.upgrade()
    said = f" Đã tính lại {refolded} hồ sơ." if refolded else ""
    return Answer({"ready": True, "refolded": refolded}, [f"Các bảng của trung tâm đã ở phiên bản này.{said}"])


def verify(args: Namespace, _session: Session) -> Answer:
    """Checks that no feed has a gap or was changed, and folds every dossier anew; exit code 1 where one differs."""
    with _reached(args.url) as centre:
        faults = centre.verify()
    data = {"faults": [asdict(fault) for fault in faults]}
    lines = [f"  cơ quan số {fault.space}, vị trí {fault.seq}: {fault.what}" for fault in faults]
    said = f"{len(faults)} chỗ KHÔNG khớp." if faults else "Tất cả chuỗi dữ liệu và hồ sơ đều khớp."
    return Answer(data, [said, *lines], failed=bool(faults))


def restored(args: Namespace, _session: Session) -> Answer:
    """Begins a new epoch: stations compare their history with the centre's and give back what it lost."""
    with _reached(args.url) as centre:
        centre.upgrade()
        centre.begin_epoch()
    return Answer({"ready": True}, ["Các máy trạm sẽ tự gửi lại những gì bản sao lưu còn thiếu."])


def add_province(args: Namespace, _session: Session) -> Answer:
    """Adds a province; asked again for the same code, it answers with the number the province has."""
    with _reached(args.url) as centre:
        space = centre.add_province(args.code, args.name, args.number)
    return Answer({"space": space, "code": args.code, "name": args.name}, [f"{args.name} mang số hiệu {space}."])


def allow(args: Namespace, _session: Session) -> Answer:
    """Makes a role for a station or another system and tells its password, once."""
    with _reached(args.url) as centre:
        password = centre.allow(args.role, _kind(args.kind), args.space)
    data = {"role": args.role, "password": password}
    return Answer(data, [f"Tài khoản {args.role}, mật khẩu {password} (chỉ hiện một lần này)."])


def forbid(args: Namespace, _session: Session) -> Answer:
    """Takes a role away; whoever is connected under it is cut off."""
    with _reached(args.url) as centre:
        centre.forbid(args.role)
    return Answer({"role": args.role}, [f"Đã thu hồi tài khoản {args.role}."])


def _kind(name: str) -> "Kind":
    from desktop_app.sync.protection import Kind  # noqa: PLC0415 - see _reached

    return Kind[name.upper()]


def add_office(args: Namespace, _session: Session) -> Answer:
    """Adds an office; asked again for the same code, it answers with the number the office has."""
    with _reached(args.url) as centre:
        space = centre.add_office(args.code, args.name, args.unit, args.province)
    return Answer(
        {"space": space, "code": args.code, "name": args.name}, [f"Cơ quan {args.name} mang số hiệu {space}."]
    )


def show_status(args: Namespace, _session: Session) -> Answer:
    """Every life of every station: what it runs, what waits there, and when it was last heard of."""
    with _reached(args.url) as centre:
        stations = centre.stations()
        letters = len(centre.dead_letters())
        protected = centre.is_protected()
    by = _yardstick()
    looked_at = [(asdict(station), look_at(station, by)) for station in stations]
    rows = [row | {"conditions": list(station.conditions)} for row, station in looked_at]
    lines = [line for row, station in looked_at for line in _station_lines(row["space"], station)]
    lines = lines or ["Chưa có máy trạm nào."]
    if letters:
        lines.append(f"{letters} việc không nhận được, cần người xem.")
    return Answer({"stations": rows, "dead_letters": letters, "protected": protected}, lines)


def _yardstick() -> Yardstick:
    from desktop_app.reference.holidays_vn import official_calendar  # noqa: PLC0415 - takes a while to read

    now = clock.now()
    worked = official_calendar(range(now.year - 1, now.year + 1)).counting_day_before(office_day(now))
    return Yardstick(now, program_version(), worked)


def _station_lines(space: int, looked_at: Station) -> list[str]:
    station = looked_at.life
    stamp = f"{space}-{station.station}-{station.incarnation}"
    facts = [
        f"phiên bản {station.version}" if station.version else "",
        f"chờ gửi {station.waiting}" if station.waiting is not None else "chưa báo gì",
        f"từ {views.moment(station.oldest_waiting)}" if station.waiting else "",
        f"chưa đọc {station.behind}" if station.behind else "",
        f"còn {station.numbers_left} số" if station.numbers_left is not None else "",
        _clock(station.clock_difference),
    ]
    seen = views.moment(station.last_seen) if station.last_seen else "chưa từng liên lạc"
    lines = [f"{stamp:<12} {station.name:<24} {seen}", f"{'':<13}{', '.join(filter(None, facts))}"]
    if looked_at.calm:
        return lines
    return [*lines, f"{'':<13}CẦN XEM: {'; '.join(labels.STATIONS[one] for one in looked_at.conditions)}"]


def _clock(difference: float | None) -> str:
    if difference is None:
        return ""
    return f"đồng hồ lệch {difference:+.0f} giây" if abs(difference) >= 1 else "đồng hồ đúng"


def enrol_station(args: Namespace, session: Session) -> Answer:
    """Makes the store of the data directory, a new one where there is none, a station of the office."""
    identity = make_station(session.directory, args.central, args.office, args.station)
    data = {
        "office": identity.office_name,
        "office_code": identity.office_code,
        "station": identity.station_name,
        "stamp": identity.stamp,
    }
    return Answer(data, [f"Máy này là {identity.station_name} ({identity.stamp}) của {identity.office_name}."])


def make_station(directory: Path, url: str, office: str, name: str) -> "Identity":
    """Makes the store of this directory, a new one where there is none, a station, and fetches what the office has."""
    from desktop_app.storage.store import create, exists, open_store  # noqa: PLC0415 - see _reached
    from desktop_app.sync.enrolment import enrol  # noqa: PLC0415
    from desktop_app.sync.loop import SyncLoop  # noqa: PLC0415

    with _reached(url) as centre:
        # Asked before anything is made here: a centre that gives no answer must not leave an empty store behind.
        centre.stations(office)
        store = (open_store if exists(directory) else create)(directory)
        try:
            identity = enrol(store, centre, office, name)
            loop = SyncLoop(store)
            loop.run_once()
            loop.stop()
        finally:
            store.close()
    return identity


@contextmanager
def _reached(url: str) -> Iterator["Centre"]:
    """The centre behind a URL; Refusal("central.unreachable") where it gives no answer."""
    # Drivers and migrations cost a third of a second that only those who need a centre should pay.
    from desktop_app.sync.centre import connect  # noqa: PLC0415
    from desktop_app.sync.faults import Unreachable  # noqa: PLC0415

    with closing(connect(url)) as centre:
        try:
            yield centre
        except Unreachable as fault:
            raise Refusal("central.unreachable") from fault
