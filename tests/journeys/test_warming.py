"""Pages are made in the pauses of the person, and never in their way."""

import gc
import weakref

from tests.journeys.counter import Counter
from ui.pages.frame.contents import rail_pages
from ui.pages.frame.warming import Warming


def test_every_page_stands_ready_after_a_pause(counter: Counter):
    wanted = {page.name for page in rail_pages(counter.main.actor.roles)}
    counter.until(lambda: wanted <= counter.main._pages.kept.keys())
    counter.until(lambda: "dossier" in counter.main._pages.kept)


def test_nothing_is_made_while_keys_are_pressed(counter: Counter):
    (warming,) = counter.main.findChildren(Warming)
    # It listens from its first step on.
    warming._step()
    made = set(counter.main._pages.kept)
    # Not `counter.press`, which lets the window rest after it.
    counter.hands.keyboard.press("Right")
    warming._step()
    assert warming._rest.isActive()
    assert set(counter.main._pages.kept) == made


def test_no_page_outlives_the_window_of_its_person(counter: Counter):
    counter.until(lambda: {"dossier", "lookup", "help"} <= counter.main._pages.kept.keys())
    pages = {name: weakref.ref(page) for name, page in counter.main._pages.kept.items()}
    counter.window._sign_in.signed_in.emit(counter.office.accounts.actor("xuly"), "")
    counter.until(lambda: counter.main.actor.login == "xuly")
    counter.idle()
    gc.unfreeze()
    gc.collect()
    assert [name for name, page in pages.items() if page() is not None] == []
