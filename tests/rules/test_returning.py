"""Who may take a result: the owner, or a proxy with an authorisation (form 01 of TT 03/2025/TT-VPCP names it)."""

import pytest

from desktop_app.application.returning import Collector
from desktop_app.domain.errors import Refusal
from tests.rules.conftest import MAU, THU

STRANGER = ("Lê Văn Thử", THU["number"])


def ready(desk, **more):
    dossier = desk.receive(**more)
    desk.do(dossier, "finish")
    return dossier


def take(desk, dossier, *who):
    return desk.office.returning.hand_out(desk.receptionist, dossier.id, Collector(*who)).collector


@pytest.mark.parametrize(
    ("authority", "code"), [((), "relation"), (("con", " "), "authorisation"), (("", "GUQ 12"), "relation")]
)
def test_a_stranger_takes_nothing_without_relation_and_authorisation(desk, authority, code):
    dossier = ready(desk)
    with pytest.raises(Refusal, match=rf"return\.{code}"):
        take(desk, dossier, *STRANGER, *authority)
    assert take(desk, dossier, *STRANGER, "con", "GUQ 12")["authorisation"] == "GUQ 12"


def test_who_handed_in_with_an_authorisation_takes_the_result_on_the_same_one(desk):
    authority = {"relation": "con", "authorisation": "GUQ 12"}
    taken = take(desk, ready(desk, proxy={"person": THU, **authority}), *STRANGER)
    assert taken == {"name": STRANGER[0], "number": STRANGER[1], **authority}
    with pytest.raises(Refusal, match=r"return\.authorisation"):
        take(desk, ready(desk, proxy={"person": THU, "relation": "con"}, owner={**MAU, "phone": "1"}), *STRANGER)


def test_those_who_applied_together_take_their_own_result(desk):
    taken = take(desk, ready(desk, others=(THU,)), *STRANGER)
    assert taken == {"name": STRANGER[0], "number": STRANGER[1]}
