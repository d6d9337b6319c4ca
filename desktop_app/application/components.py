"""The papers of a dossier as they are taken over the counter: which kind, how many, and whether they will do."""

from collections.abc import Iterable, Mapping
from typing import Any

from desktop_app.application.procedures import Procedure
from desktop_app.domain.errors import Refusal
from desktop_app.domain.text import nfc
from desktop_app.words import labels


def clean_components(components: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The papers as kept, in the shape of `desktop_app.domain.events.ComponentData`.

    Refusals: `component.name`, `component.copy` (found), `component.count` (name), and `component.reason` (name) for a
    paper that will not do without saying why.
    """
    return [_clean(component) for component in components]


def check_complete(components: Iterable[Mapping[str, Any]]) -> None:
    """Refusal("component.not_accepted", name=) where a required paper will not do.

    Such a dossier is not received: what is missing is named at once on form 02 (NĐ 61/2018/NĐ-CP art. 17).
    """
    for component in components:
        if component.get("required") and component.get("accepted") is False:
            raise Refusal("component.not_accepted", name=component["name"])


def missing_components(procedure: Procedure, components: Iterable[Mapping[str, Any]]) -> list[str]:
    """The names of the papers that everybody has to hand in and that are not among these.

    What is only shown is no paper of the dossier, and what belongs to a case is asked of those alone whose case it is.
    """
    brought = {_plain(component.get("name", "")) for component in components}
    wanted = [spec for spec in procedure.components if spec.required == "yes" and not spec.only_shown]
    return [spec.name for spec in wanted if not spec.case_group and _plain(spec.name) not in brought]


def _plain(name: object) -> str:
    return nfc(" ".join(str(name).split()))


def _clean(component: Mapping[str, Any]) -> dict[str, Any]:
    name = _plain(component.get("name", ""))
    if not name:
        raise Refusal("component.name")
    copy, count = component.get("copy", "original"), component.get("count", 1)
    if copy not in labels.COPIES:
        raise Refusal("component.copy", found=copy)
    if not isinstance(count, int) or count < 1:
        raise Refusal("component.count", name=name)
    if component.get("accepted") is False and not str(component.get("reason", "")).strip():
        raise Refusal("component.reason", name=name)
    return {**component, "name": name, "copy": copy, "count": count}
