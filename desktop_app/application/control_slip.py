"""Form 06, the control slip: who had the dossier from when on, hop by hop, as its log has it."""

from collections.abc import Callable
from typing import Any

from desktop_app.domain.dossier import Dossier
from desktop_app.domain.events import Event
from desktop_app.words import labels

Hop = dict[str, Any]


def hops(dossier: Dossier) -> list[Hop]:
    """The rows of form 06: every change of hands, every wait for the applicant, and how it ended."""
    way = _followed(dossier)
    if dossier.outcome and way.hops:
        solved = [hop for hop in way.hops if hop["solved"]]
        (solved or way.hops)[-1]["result"] = labels.OUTCOMES[dossier.outcome]
    return way.hops


def coordinating(dossier: Dossier) -> list[str]:
    """The offices that had the dossier besides the one that takes papers in and those that solve it, in order."""
    way = _followed(dossier)
    # What the catalogue calls the solving agency is often the authority, and a room of it has the dossier.
    known = {"", dossier.receiving_office, dossier.solving_office, way.solver or way.at}
    return [office for office in dict.fromkeys(way.offices) if office not in known]


def _followed(dossier: Dossier) -> "_Way":
    way = _Way(dossier.receiving_office)
    for verdict in dossier.history:
        if verdict.effective and verdict.event.kind in _STEPS:
            _STEPS[verdict.event.kind](way, verdict.event)
    return way


class _Way:
    """Where the dossier is, how it came there, and which offices it was forwarded to or arrived at."""

    def __init__(self, at: str) -> None:
        self.at = self.counter = at
        self.hops: list[Hop] = []
        self.offices: list[str] = []
        self.solver = ""

    def forward(self, event: Event) -> None:
        """On to another office, or to the one that solves it anyway."""
        to = event.data.get("to", "")
        self._add(event, self.at, to)
        self.at = to or self.at
        self.offices.append(to)

    def hand_over(self, event: Event) -> None:
        """Out of the house on a list; until it is confirmed the dossier is on its way."""
        self._add(event, event.data.get("from") or self.at, event.data["to"])

    def confirm(self, event: Event) -> None:
        """The other side of a list: it signs on the row of the giver."""
        self.at = event.data.get("office") or self.at
        self.offices.append(self.at)
        if self.hops and self.hops[-1]["batch"] == event.data["batch"]:
            self.hops[-1]["taker"] = _by(event)
        else:
            self._add(event, "", self.at, giver="", taker=_by(event))

    def miss(self, event: Event) -> None:
        """On the list, but not among what came."""
        for hop in self.hops:
            if hop["batch"] == event.data["batch"]:
                hop["note"] = labels.EVENTS[event.kind]

    def wait(self, event: Event) -> None:
        """With the applicant, whose turn it is."""
        self._add(event, self.at, labels.APPLICANT, note=labels.EVENTS[event.kind])

    def go_on(self, event: Event) -> None:
        """Back from the applicant."""
        self._add(event, labels.APPLICANT, self.at, giver="", taker=_by(event), note=labels.EVENTS[event.kind])

    def stay(self, event: Event) -> None:
        """Something was decided where it is."""
        self._add(event, self.at, "", note=labels.EVENTS[event.kind])
        solved = event.kind == "dossier.result_ready"
        self.hops[-1]["solved"] = solved
        self.solver = self.at if solved else ""

    def end(self, event: Event) -> None:
        """Out of the office's hands for good."""
        # Results go out over the counter that took the papers in, whoever has worked on them.
        collector = event.data.get("collector")
        taker, at = (collector["name"], self.counter) if collector else ("", self.at)
        self._add(event, at, labels.APPLICANT, taker=taker, note=labels.EVENTS[event.kind])

    def _add(
        self, event: Event, from_unit: str, to_unit: str, *, giver: str | None = None, taker: str = "", note: str = ""
    ) -> None:
        self.hops.append(
            {
                "from_unit": from_unit,
                "to_unit": to_unit,
                "handed_at": event.at,
                "giver": _by(event) if giver is None else giver,
                "taker": taker,
                "result": "",
                "note": note,
                "batch": event.data.get("batch", ""),
                "solved": False,
            }
        )


def _by(event: Event) -> str:
    return str(event.data.get("by_name", ""))


_STEPS: dict[str, Callable[[_Way, Event], None]] = {
    "dossier.forwarded": _Way.forward,
    "dossier.handed_over": _Way.hand_over,
    "dossier.handover_confirmed": _Way.confirm,
    "dossier.handover_missing": _Way.miss,
    "dossier.sent_back": _Way.wait,
    "dossier.supplement_requested": _Way.wait,
    "dossier.duty_requested": _Way.wait,
    "dossier.resubmitted": _Way.go_on,
    "dossier.supplemented": _Way.go_on,
    "dossier.duty_fulfilled": _Way.go_on,
    "dossier.result_ready": _Way.stay,
    "dossier.result_withdrawn": _Way.stay,
    "dossier.stopped": _Way.stay,
    "dossier.refused": _Way.end,
    "dossier.withdrawn": _Way.end,
    "dossier.returned": _Way.end,
}
