"""What one page asks of another."""

from dataclasses import dataclass

from desktop_app.application.lookup import PersonView
from desktop_app.application.ports import DossierQuery


@dataclass(frozen=True, slots=True)
class Begin:
    """A new form at the reception desk, for a person and a procedure where they are known.

    `like` is the id of an earlier dossier whose people and papers it begins with.
    """

    owner: PersonView | None = None
    procedure_code: str = ""
    like: str = ""


@dataclass(frozen=True, slots=True)
class Handing:
    """A result to hand over, to a person where one has shown a card."""

    dossier_id: str
    collector: PersonView | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Dossiers to list: what they have in common in words, and which they are."""

    title: str
    query: DossierQuery
