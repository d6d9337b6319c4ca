from ui.pages.frame.trail import Place, Trail


def test_what_was_laid_on_top_is_taken_away_by_going_back():
    trail = Trail("intake")
    trail.put_on_top(Place("dossier", "a"))
    assert trail.back()
    assert trail.here == Place("intake")


def test_there_is_nothing_beneath_a_page_of_the_rail():
    trail = Trail("intake")
    trail.put_on_top(Place("dossier", "a"))
    trail.start("lookup")
    assert trail.below is None
    assert not trail.back()


def test_coming_back_to_something_in_the_pile_takes_away_what_lies_on_it():
    trail = Trail("intake")
    for place in (Place("person", "1"), Place("dossier", "a"), Place("person", "1")):
        trail.put_on_top(place)
    assert trail.here == Place("person", "1")
    assert trail.below == Place("intake")


def test_the_pile_keeps_the_newest_places():
    trail = Trail("intake")
    for number in range(100):
        trail.put_on_top(Place("dossier", str(number)))
    steps = 0
    while trail.back():
        steps += 1
    assert steps == Trail.MOST - 1


def test_coming_back_finds_what_the_place_had_become():
    trail = Trail("intake")
    trail.put_on_top(Place("fees", "a"))
    trail.become(None)
    trail.put_on_top(Place("dossier", "b"))
    assert trail.back()
    assert trail.here == Place("fees")
