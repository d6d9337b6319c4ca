"""The centre: making its tables, adding offices, and making this machine a station of one."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.cli import views
from desktop_app.cli.parser import Commands
from desktop_app.cli.session import Answer, Session
from desktop_app.domain.errors import Refusal

if TYPE_CHECKING:
    from desktop_app.application.ports import Identity
    from desktop_app.sync.centre import Centre


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    central = commands.group("central", "cơ sở dữ liệu trung tâm")
    central.add("init", init, "tạo các bảng của trung tâm").add_argument("url", metavar="URL")
    central.add("upgrade", upgrade, "đưa các bảng của trung tâm lên phiên bản này").add_argument("url", metavar="URL")
    central.add("verify", verify, "kiểm tra các chuỗi dữ liệu của trung tâm").add_argument("url", metavar="URL")
    office = central.add("add-office", add_office, "thêm một cơ quan")
    office.add_argument("url", metavar="URL")
    office.add_argument("--code", required=True, help="mã cơ quan, ví dụ H29.19.05")
    office.add_argument("--name", required=True, help="tên cơ quan")
    office.add_argument("--unit", default="", help="phần đầu của mã hồ sơ, mặc định là mã cơ quan")
    central.add("status", show_status, "các máy trạm của trung tâm").add_argument("url", metavar="URL")
    enrol = commands.add("enrol", enrol_station, "đăng ký máy này làm máy trạm của một cơ quan")
    enrol.add_argument("--central", required=True, metavar="URL")
    enrol.add_argument("--office", required=True, metavar="CODE", help="mã cơ quan")
    enrol.add_argument("--station", required=True, metavar="NAME", help="tên máy trạm, ví dụ Quầy 2")


def init(args: Namespace, _session: Session) -> Answer:
    """Makes the tables of a centre; done again it changes nothing."""
    with _reached(args.url) as centre:
        centre.init()
    return Answer({"ready": True}, ["Trung tâm đã sẵn sàng."])


def upgrade(args: Namespace, _session: Session) -> Answer:
    """Brings the tables of a centre to today's format."""
    with _reached(args.url) as centre:
        centre.upgrade()
    return Answer({"ready": True}, ["Các bảng của trung tâm đã ở phiên bản này."])


def verify(args: Namespace, _session: Session) -> Answer:
    """Checks that no feed has a gap or was changed; exit code 1 where one was."""
    with _reached(args.url) as centre:
        faults = centre.verify()
    data = {"faults": [asdict(fault) for fault in faults]}
    lines = [f"  cơ quan số {fault.space}, vị trí {fault.seq}: {fault.what}" for fault in faults]
    said = f"{len(faults)} chuỗi dữ liệu KHÔNG khớp." if faults else "Tất cả các chuỗi dữ liệu đều khớp."
    return Answer(data, [said, *lines], failed=bool(faults))


def add_office(args: Namespace, _session: Session) -> Answer:
    """Adds an office; asked again for the same code, it answers with the number the office has."""
    with _reached(args.url) as centre:
        space = centre.add_office(args.code, args.name, args.unit)
    return Answer(
        {"space": space, "code": args.code, "name": args.name}, [f"Cơ quan {args.name} mang số hiệu {space}."]
    )


def show_status(args: Namespace, _session: Session) -> Answer:
    """Every life of every station."""
    with _reached(args.url) as centre:
        stations = centre.stations()
    rows = [{name: getattr(station, name) for name in station.__slots__} for station in stations]
    lines = [
        f"{station.space:>6}-{station.station}-{station.incarnation}  {station.name:<24} {station.state:<12} "
        f"{views.moment(station.last_seen):<26} chờ gửi {station.waiting or 0}"
        for station in stations
    ]
    return Answer({"stations": rows}, lines or ["Chưa có máy trạm nào."])


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
