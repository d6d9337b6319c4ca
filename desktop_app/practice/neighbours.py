"""Stations beside the practice office, as a morning leaves them: most are well, and of each trouble there is one."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop_app.application.ports import Identity
from desktop_app.sync.centre import Centre
from desktop_app.sync.database import open_engine
from desktop_app.sync.wire import StationReport
from desktop_app.version import program_version

OFFICES = {
    "H29.19.05": "",
    "H29.19.06": "Trung tâm Phục vụ hành chính công phường Tân Sơn Nhất",
    "H29.19.07": "Trung tâm Phục vụ hành chính công phường Tân Hòa",
    "H29.19.08": "Trung tâm Phục vụ hành chính công phường Tân Bình",
    "H29.19.09": "Trung tâm Phục vụ hành chính công phường Tân Sơn",
}
DESKS = 5
OURS = program_version()


@dataclass(frozen=True)
class Trouble:
    """How one station differs from those that are well."""

    heard: timedelta = timedelta(seconds=25)
    waiting: int = 0
    waited: timedelta = timedelta()
    ahead: timedelta = timedelta()
    left: int = 28
    behind: int = 0
    version: str = OURS


NEVER = Trouble(timedelta.max)
TROUBLES = {
    ("H29.19.06", 3): Trouble(timedelta(days=6, hours=2), waiting=14, waited=timedelta(days=6, hours=3)),
    ("H29.19.08", 5): Trouble(timedelta(days=40)),
    ("H29.19.09", 5): NEVER,
    ("H29.19.07", 2): Trouble(timedelta(minutes=2), waiting=212, waited=timedelta(hours=2, minutes=10)),
    ("H29.19.06", 4): Trouble(ahead=timedelta(minutes=47)),
    ("H29.19.08", 1): Trouble(ahead=timedelta(minutes=-9), version="0.0.9"),
    ("H29.19.07", 4): Trouble(timedelta(minutes=38), waiting=3, waited=timedelta(minutes=36), left=4),
    ("H29.19.09", 2): Trouble(version="0.0.8"),
    ("H29.19.08", 4): Trouble(timedelta(hours=16, minutes=40), left=9),
    ("H29.19.06", 5): Trouble(behind=640),
}


def tell(url: str, at: datetime) -> None:
    """Has every station of the neighbourhood, and the own one, tell the centre of itself at its time."""
    clock = [datetime(2026, 1, 5, 8, tzinfo=at.tzinfo)]
    with closing(Centre(url, open_engine(url), lambda: clock[0])) as centre:
        for office, name in OFFICES.items():
            if name:
                centre.add_office(office, name)
            known = {
                row.name: Identity(row.space, row.station, row.incarnation, station_name=row.name)
                for row in centre.stations(office)
            }
            for desk in range(1, DESKS + 1):
                clock[0] = datetime(2026, 1, 5, 8, tzinfo=at.tzinfo)
                station = known.get(f"Quầy {desk}") or centre.enrol(office, f"Quầy {desk}", b"")
                trouble = TROUBLES.get((office, desk), Trouble(timedelta(seconds=7 * desk), left=31 + desk))
                if trouble is not NEVER:
                    clock[0] = at - trouble.heard
                    centre.report(station, _report(centre, station, trouble, clock[0]))


def _report(centre: Centre, station: Identity, trouble: Trouble, now: datetime) -> StationReport:
    oldest = (now + trouble.heard - trouble.waited + trouble.ahead).isoformat() if trouble.waiting else None
    (head,) = centre.heads([station.space])
    return StationReport(
        version=trouble.version,
        waiting=trouble.waiting,
        oldest_waiting=oldest,
        numbers_left=trouble.left,
        feed_seq=head.seq - trouble.behind,
        clock=(now + trouble.ahead).isoformat(),
    )
