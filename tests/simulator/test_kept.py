"""Seeds in which a promise was once broken; docs/trust.md tells what was wrong."""

import pytest

from tests.simulator.oracle import judge
from tests.simulator.world import run

KEPT = [1528, 1974, 10054, 10322, 10633, 10786, 10793, 11012, 11282, 20816, 21262, 18, 114, 206545]


@pytest.mark.parametrize("seed", KEPT)
def test_the_world_of_a_seed_that_once_broke_a_promise_keeps_them_all(seed):
    assert judge(run(seed)) == []


def test_the_same_seed_gives_the_same_world():
    first, second = run(7), run(7)
    assert [one.committed for one in first.stations] == [one.committed for one in second.stations]
