"""Every planted bug is found by the simulator within a few worlds; `python -m tests.planted` looks longer."""

import pytest

from tests.planted.__main__ import find
from tests.planted.plants import PLANTS

WORLDS = 60


@pytest.mark.parametrize("name", sorted(PLANTS))
def test_the_simulator_finds_the_planted_bug(name):
    _, seed, _ = find((name, WORLDS))
    assert seed, f"nothing betrayed that {PLANTS[name].what}: {PLANTS[name].shows}"
