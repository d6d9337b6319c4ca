"""What has to be so before a result leaves the house: somebody entitled takes it, and nothing is owed."""

from desktop_app.application.accounts import Actor
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import Role
from desktop_app.domain.text import nfc


def handed_in_on(dossier: Dossier, number: str) -> dict[str, str]:
    """Relation and authorisation on which this person handed the dossier in; empty for anybody else."""
    proxy = dossier.proxy or {}
    if not number or number != proxy.get("person", {}).get("number"):
        return {}
    return {part: str(proxy.get(part, "")) for part in ("relation", "authorisation")}


def authority(dossier: Dossier, number: str, relation: str = "", authorisation: str = "") -> dict[str, str]:
    """On which authority somebody else takes the result; the one on which they handed in still holds.

    Refusals: `return.relation`, `return.authorisation`: somebody who is not the owner brings an authorisation.
    """
    known = handed_in_on(dossier, number)
    said = {"relation": relation, "authorisation": authorisation}
    found = {part: nfc((text or known.get(part, "")).strip()) for part, text in said.items()}
    for part, text in found.items():
        if not text:
            raise Refusal(f"return.{part}")
    return found


def overruled(actor: Actor, dossier: Dossier, reason: str) -> dict[str, str]:
    """What is written where a head lets a result go unpaid; Refusal("return.unpaid", amount=) without a reason."""
    if not reason.strip():
        raise Refusal("return.unpaid", amount=dossier.unpaid)
    actor.needs(Role.HEAD)
    return {"fee_overruled": reason}
