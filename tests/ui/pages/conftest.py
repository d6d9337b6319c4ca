import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.practice.office import make_practice
from tests.ui.pages.house import AFTERNOON, House


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice office with dossiers at every stage, made once."""
    directory = tmp_path_factory.mktemp("practice")
    make_practice(directory, 60, 3, AFTERNOON)
    return directory


@pytest.fixture
def house(qapp, practice, tmp_path) -> Iterator[Callable[..., House]]:
    """Opens a page for a member of staff ("tiepnhan", "xuly", "lanhdao", "quantri") on a copy of the office."""
    opened: list[House] = []

    def open_house(page: str, login: str = "tiepnhan") -> House:
        directory = tmp_path / f"station-{len(opened)}"
        shutil.copytree(practice, directory)
        opened.append(House(directory, page, login))
        return opened[-1]

    yield open_house
    for one in opened:
        one.close()
