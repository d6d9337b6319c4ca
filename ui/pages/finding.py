"""Finds dossiers for a field in which a code, a number or a name is typed."""

from collections.abc import Set as AbstractSet

from desktop_app.application.lookup import Lookup
from desktop_app.application.ports import DossierQuery, DossierRow
from desktop_app.domain.states import State


def dossiers_like(lookup: Lookup, text: str, most: int, states: AbstractSet[State] = frozenset()) -> list[DossierRow]:
    """The dossiers that a text means, newest first; without states those in any."""
    wanted = frozenset(states)
    if not any(sign.isdigit() for sign in text):
        return lookup.rows(DossierQuery(name=text, states=wanted, limit=most))
    found = lookup.find(text, most)
    rows = found.person.rows if found.person else found.rows
    if found.dossier_id:
        rows = tuple(lookup.rows(DossierQuery(ids=(found.dossier_id,))))
    return [row for row in rows if not wanted or row.state in wanted]
