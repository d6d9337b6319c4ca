"""One dossier on a handover list as both sides see it."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.application.ports import DossierRow
from desktop_app.domain.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Item:
    """A dossier that changes hands; times are ISO 8601 texts.

    `unsolved` is one that lies where it was received and has no result: what leaves next goes to who solves it.
    """

    id: str
    label: str
    owner: str
    procedure: str
    office: str
    received_at: str
    due_at: str | None
    unsolved: bool

    @classmethod
    def of_row(cls, row: DossierRow) -> "Item":
        """The item for a listed dossier."""
        return cls(
            row.id,
            row.label,
            row.owner_name,
            row.procedure_name,
            row.solving_office,
            row.received_at,
            row.due_at,
            row.holder == row.receiving_office and row.finished_at is None,
        )

    @classmethod
    def of_dossier(cls, dossier: Dossier) -> "Item":
        """The item for a dossier that was scanned."""
        procedure = dossier.procedure.get("short_name") or dossier.procedure.get("name", "")
        due_at = dossier.due["at"] if dossier.due else None
        owner = str(dossier.owner.get("name", ""))
        return cls(
            dossier.id,
            dossier.label,
            owner,
            procedure,
            dossier.solving_office,
            dossier.received_at,
            due_at,
            dossier.holder == dossier.receiving_office and dossier.finished_at is None,
        )


LEAST_ENDING = 3
"""Signs at the end of a code by which one dossier of a list is known."""


def by_ending(items: Iterable[Item], text: str) -> Item | None:
    """The one dossier whose code ends so: on a list all codes begin alike, and people read out the end."""
    ending = text.strip().casefold()
    found = [item for item in items if item.label.casefold().endswith(ending)]
    return found[0] if len(ending) >= LEAST_ENDING and len(found) == 1 else None
