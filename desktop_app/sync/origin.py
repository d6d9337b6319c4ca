"""Noticing at the start that this store is a copy or an older state of itself, before it gives out a number.

Two things are compared. What the store remembers of where it was last (machine, directory) tells of a copy that was
taken elsewhere. A small file beside the store's directory, which a backup of the directory does not hold, remembers how
far the store had come, and tells of an older state that was put back.
"""

import hashlib
import json
import logging
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import getnode

from desktop_app.application.ports import Identity
from desktop_app.storage.store import StationStore
from desktop_app.storage.unit import OPERATION, StoreUnit, all_meta, set_meta

_PLACE = "origin"
# The counters that are printed, and the one that numbers what was done.
_COUNTERS = (OPERATION, "receipt", "batch")
_COUNT = "SELECT name, value FROM counter WHERE name IN (?, ?, ?)"
_LINUX_CARDS = Path("/sys/class/net")
_LINUX_MACHINE = Path("/etc/machine-id")

_log = logging.getLogger(__name__)


def notice(store: StationStore) -> bool:
    """Sees whether this store goes on where it left off; where not, it begins as a copy. True for a copy.

    To be called whenever a store is opened for work, before anything is written. A store that was never looked at
    before is taken for an original.
    """
    with store.read() as unit:
        known = all_meta(unit.connection).get(_PLACE)
        copied = _is_behind(unit, _read(_file(store))) or (
            known is not None and not _same(json.loads(known), marks(store.directory))
        )
    if copied:
        # Only a copy needs what this brings along.
        from desktop_app.sync.enrolment import begin_copied  # noqa: PLC0415

        _log.warning("this store is a copy or an older state of itself: it takes a new incarnation")
        begin_copied(store)
    here = json.dumps(marks(store.directory), sort_keys=True)
    if here != known:
        with store.write() as unit:
            set_meta(unit.connection, _PLACE, here)
            unit.commit()
    remember(store)
    return copied


def remember(store: StationStore) -> None:
    """Writes how far this store has come to where a backup of its directory does not reach, if anything changed."""
    path = _file(store)
    with store.read() as unit:
        reached = _reached(unit)
    if _read(path) != reached:
        beside = path.with_suffix(".new")
        # Without the right to write there, an older state is found at the first contact with the centre instead.
        with suppress(OSError):
            beside.write_text(json.dumps(reached), encoding="ascii")
            beside.replace(path)


def marks(directory: Path) -> dict[str, list[str]]:
    """What tells this place from every other one: hashes, by kind, of which one in common is enough."""
    found = {"directory": [str(directory.resolve())], "machine": list(_machine()), "cards": sorted(_cards())}
    return {kind: [_hidden(value) for value in values] for kind, values in found.items() if values}


def _same(before: dict[str, list[str]], now: dict[str, list[str]]) -> bool:
    return all(set(before[kind]) & set(now[kind]) for kind in before.keys() & now.keys())


def _is_behind(unit: StoreUnit, seen: dict[str, object]) -> bool:
    """Whether this store once was further than it is: a later incarnation, or more done under the same."""
    now = _reached(unit)
    if not seen or seen.get("station") != now["station"]:
        return False
    if seen["incarnation"] != now["incarnation"]:
        return int(str(seen["incarnation"])) > unit.identity.incarnation
    return any(int(str(seen.get(name, 0))) > int(str(now.get(name, 0))) for name in _COUNTERS)


def _reached(unit: StoreUnit) -> dict[str, object]:
    counters: dict[str, object] = dict(unit.connection.exec_driver_sql(_COUNT, _COUNTERS).all())
    return {"station": _station(unit.identity), "incarnation": unit.identity.incarnation, **counters}


def _station(identity: Identity) -> str:
    return f"{identity.space}-{identity.station}"


def _file(store: StationStore) -> Path:
    directory = store.directory.resolve()
    return directory.with_name(f"{directory.name}.reached")


def _read(path: Path) -> dict[str, object]:
    """What was remembered; nothing where there is no such file, or a power cut has torn it."""
    try:
        found = json.loads(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _machine() -> Iterator[str]:
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - there is none elsewhere

        # The identity that the firmware, real or virtual, gives the machine.
        with (
            suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\HardwareConfig") as key,
        ):
            yield str(winreg.QueryValueEx(key, "LastConfig")[0])
    elif _LINUX_MACHINE.exists():
        yield _LINUX_MACHINE.read_text(encoding="ascii").strip()


def _cards() -> Iterator[str]:
    """The addresses of network cards that are part of the machine; a cloned virtual machine is given others."""
    if _LINUX_CARDS.exists():
        for card in _LINUX_CARDS.iterdir():
            if (card / "device").exists():
                with suppress(OSError):
                    yield (card / "address").read_text(encoding="ascii").strip()
    elif sys.platform == "darwin":
        yield f"{getnode():012x}"


def _hidden(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()[:16]
