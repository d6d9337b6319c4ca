"""The line between a station and the centre: it loses, repeats, delays and tears."""

from desktop_app.sync.faults import Unreachable
from desktop_app.sync.wire import Page


class Line:
    """Fulfils `wire.Door` over the real centre; what becomes of each call is drawn by `fate`.

    Fates: ok, no_request, no_answer, twice, late (it happens, but only later), centre_dies, torn.
    """

    def __init__(self, centre, fate, later, meanwhile):
        self._centre = centre
        self._fate = fate
        self._later = later
        self._meanwhile = meanwhile

    def close(self):
        """Nothing stays open between calls."""

    def __getattr__(self, name):
        ask = getattr(self._centre.door, name)

        def call(*asked):
            # A desk that asks for hashes has its database in its hands.
            meanwhile = self._meanwhile if name != "hash_at" else lambda: None
            meanwhile()
            fate = self._fate(name)
            if fate == "no_request":
                raise Unreachable(fate)
            if fate == "late":
                self._later(lambda: ask(*asked))
                raise Unreachable(fate)
            if fate == "centre_dies":
                self._centre.die_soon()
            answer = ask(*asked)
            if fate == "twice":
                answer = ask(*asked)
            meanwhile()
            if fate == "no_answer":
                raise Unreachable(fate)
            if fate.startswith("torn") and isinstance(answer, Page):
                return Page(answer.head, _torn(fate, list(answer.rows)), answer.follows)
            return answer

        return call


def _torn(fate, rows):
    if not rows:
        return rows
    middle = len(rows) // 2
    match fate:
        case "torn_short":
            return rows[:middle]
        case "torn_gap":
            return rows[:middle] + rows[middle + 1 :]
        case "torn_twice":
            return rows[: middle + 1] + rows[middle:]
        case "torn_order":
            return rows[::-1]
        case "torn_bytes":
            return [*rows[:middle], rows[middle]._replace(body="{}"), *rows[middle + 1 :]]
    raise AssertionError(fate)
