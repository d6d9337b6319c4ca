"""Official codes that two stations attach while neither hears of the other: both are facts, and both are kept."""

from datetime import datetime

from desktop_app.application.lookup import Lookup
from desktop_app.cli.proof import prove
from desktop_app.words.refusals import explained

ATTACHED = "dossier.official_code_attached"
ONE, OTHER = "000.00.19.H29-261008-0001", "000.00.19.H29-261008-0002"


def find(station, code):
    return Lookup(station.store, datetime.now).find(code)


def settle(*stations):
    for station in (*stations, *stations):
        station.sync()


def test_of_two_codes_of_one_dossier_the_one_that_reached_the_centre_last_counts_and_both_lead_to_it(stations):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    dossier = first.receive("H29.19.05-261008-0001")
    settle(first, second)
    first.do(dossier, ATTACHED, code=ONE)
    second.do(dossier, ATTACHED, code=OTHER)
    assert find(first, OTHER).refusal
    settle(first, second)
    for station in (first, second):
        seen = station.dossier(dossier)
        assert (seen.official_code, seen.former_codes) == (OTHER, [ONE])
        assert find(station, ONE).dossier_id == find(station, OTHER).dossier_id == dossier
        assert not prove(station.store.directory, lambda _line: None).faults


def test_one_code_of_two_dossiers_leads_to_both_with_a_sentence_that_names_them(stations):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    labels = ["H29.19.05-261008-0001", "H29.19.05-261008-0002"]
    dossiers = [first.receive(label) for label in labels]
    settle(first, second)
    first.do(dossiers[0], ATTACHED, code=ONE)
    second.do(dossiers[1], ATTACHED, code=ONE)
    settle(first, second)
    for station in (first, second):
        found = find(station, ONE)
        assert found.dossier_id is None
        assert sorted(row.id for row in found.rows) == sorted(dossiers)
        said = explained(found.refusal.code, found.refusal.parameters).what
        assert all(label in said for label in labels)


def test_a_code_moved_on_by_one_station_while_the_other_replaced_it_elsewhere_is_shown_at_both(stations):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    dossiers = [first.receive("H29.19.05-261008-0001"), first.receive("H29.19.05-261008-0002")]
    first.do(dossiers[0], ATTACHED, code=ONE)
    settle(first, second)
    first.do(dossiers[0], ATTACHED, code=OTHER)
    second.do(dossiers[1], ATTACHED, code=ONE)
    settle(first, second)
    assert sorted(row.id for row in find(second, ONE).rows) == sorted(dossiers)
