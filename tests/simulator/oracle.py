"""The judge: reads only what people committed and what the databases hold at the end."""

import json
from collections import Counter

from desktop_app.sync import audit
from tests.simulator.world import PEACE_SECONDS, World

_FED = (
    "SELECT seq, id, subject, kind, at, actor, station, schema, body, n FROM event WHERE seq IS NOT NULL ORDER BY seq"
)
_FEED = (
    "SELECT seq, id, subject, kind, at, actor, '100-' || station || '-' || incarnation, schema, body, n"
    " FROM operation WHERE space = 100 ORDER BY seq"
)
_ROWS = (
    "SELECT id, code, receipt_number, official_code, state, owner_name, owner_number, due_at, finished_at, closed_at,"
    " problems FROM dossier {where} ORDER BY id"
)


def judge(world: World, peace: float) -> list[str]:
    """What was promised and not kept; empty where everything was."""
    centre = world.centre.disk.engine
    feed = _all(centre, _FEED)
    found = []
    if peace >= PEACE_SECONDS or not world.quiet():
        found.append("liveness: not everything arrived within a minute of peace")
    found += _nothing_lost(world, feed)
    found += _order(world, feed)
    found += _same_everywhere(world, centre, feed)
    found += [f"chain: {fault}" for fault in audit.verify(centre)]
    found += _numbers(world, centre, feed)
    return found


def _nothing_lost(world, feed):
    there = Counter(row[1] for row in feed)
    parked = set().union(*(desk.clerk.parked() for desk in world.desks))
    yield from (f"parked without cause: {one}" for one in sorted(parked - world.poison))
    for desk in world.desks:
        for one in desk.clerk.committed:
            if one not in there and one not in world.gone and one not in parked:
                yield f"lost: {one} of {desk.name}"
    yield from (f"doubled: {one}" for one, times in there.items() if times > 1)


def _order(world, feed):
    places = {row[1]: row[0] for row in feed}
    for desk in world.desks:
        seen = [places[one] for one in desk.clerk.committed if one in places]
        if seen != sorted(seen):
            yield f"order: {desk.name}"


def _same_everywhere(world, centre, feed):
    unsettled = set()
    for desk in world.desks:
        with desk.store.read() as unit:
            waiting = unit.connection.exec_driver_sql("SELECT id, subject FROM event WHERE seq IS NULL").all()
        parked = desk.clerk.parked()
        unsettled |= {row.subject for row in waiting}
        yield from (f"neither confirmed nor parked: {row.id} of {desk.name}" for row in waiting if row.id not in parked)
        if _all(desk.disk.engine, _FED) != feed:
            yield f"feed differs: {desk.name}"
    expected = [row for row in _all(centre, _ROWS.format(where="WHERE space = 100")) if row[0] not in unsettled]
    rooms = [json.loads(row[8])["value"] for row in feed if row[3] == "reference.put"]
    for desk in world.desks:
        if [row for row in _all(desk.disk.engine, _ROWS.format(where="")) if row[0] not in unsettled] != expected:
            yield f"dossiers differ: {desk.name}"
        with desk.store.read() as unit:
            plan = unit.reference("room", "plan")
        if (plan.value if plan else None) != (rooms[-1] if rooms else None):
            yield f"reference data differ: {desk.name}"


def _numbers(world, centre, feed):
    if world.unnoticed:
        # A centre that lost its end and does not know it may give a number again before a station has told it so.
        return
    codes = {}
    for row in feed:
        code = json.loads(row[8]).get("code") if row[3] in ("dossier.received", "dossier.code_assigned") else None
        if code and codes.setdefault(code, row[2]) != row[2]:
            yield f"one code for two dossiers: {code}"
    receipts = Counter(json.loads(row[8])["receipt_number"] for row in feed if row[3] == "dossier.received")
    yield from (f"one receipt number for two dossiers: {number}" for number, times in receipts.items() if times > 1)
    uncoded = _all(centre, "SELECT id FROM dossier WHERE space = 100 AND code IS NULL AND receipt_number <> ''")
    yield from (f"no code: {row[0]}" for row in uncoded)


def _all(engine, sql):
    with engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]
