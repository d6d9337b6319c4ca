"""What two stations of one office can rely on."""

from tests.sync.house import feed


def test_a_dossier_received_at_one_station_is_found_at_the_other(stations):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    dossier = first.receive("H29.19.05-261008-0001")
    first.sync()
    second.sync()
    assert second.dossier(dossier).code == "H29.19.05-261008-0001"


def test_stations_hold_the_same_rows_as_the_centre_after_both_have_worked(stations, centre):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    shared = first.receive()
    first.sync()
    second.sync()
    second.do(shared, "dossier.forwarded", to="Phòng Tư pháp")
    first.do(shared, "dossier.withdrawn", reason="Theo yêu cầu")
    for _ in range(3):
        first.receive()
        second.receive()
    for one in (first, second, first):
        one.sync()
    assert first.events() == second.events() == feed(centre)
    assert first.rows() == second.rows()
    assert len(first.rows()) == 7


def test_what_was_done_while_the_centre_was_down_arrives_when_it_is_back(stations, centre):
    down = True

    def open_door(_url):
        if down:
            raise OSError
        return centre

    away = stations("Quầy 1", open_door=open_door)
    made = away.receive_many(450)
    assert away.sync().mode == "offline"
    down = False
    status = away.sync()
    assert (status.mode, status.waiting) == ("online", 0)
    assert [row[3] for row in feed(centre) if row[4] == "dossier.received"] == made


def test_an_exchange_repeated_changes_nothing(stations, centre):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    first.receive()
    for _ in range(3):
        first.sync()
        second.sync()
    assert [row[4] for row in feed(centre)] == ["dossier.received", "dossier.code_assigned"]
    assert second.events() == first.events() == feed(centre)
