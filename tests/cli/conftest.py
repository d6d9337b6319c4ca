"""Calls of the program in this process, on a practice office of their own."""

import io
import json
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.cli.main import run
from desktop_app.cli.session import Counter

CARD = "079190123456||Nguyễn Thị Mẫu|01011990|Nữ|1 Đường Mẫu, Phường Mẫu, TP. Hồ Chí Minh|15042021"
PROXY_CARD = "079085000001||Lê Văn Thử|02021985|Nam|2 Đường Mẫu, Phường Mẫu, TP. Hồ Chí Minh|15042021"


@dataclass
class Call:
    """What one call of the program said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def data(self):
        return json.loads(self.out)

    @property
    def error(self):
        assert self.code == 1
        return self.data["error"]


@dataclass
class Motcua:
    """The program on one data directory."""

    directory: Path
    opened: list

    def __call__(self, *arguments):
        """A call whose answer is a JSON document."""
        return self.plain(*arguments, "--json")

    def plain(self, *arguments):
        return self.raw(*arguments, "--data", str(self.directory))

    def raw(self, *arguments):
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run([str(argument) for argument in arguments], Counter(self._open, self._capture, self._kiosk))
        return Call(code, out.getvalue(), err.getvalue())

    def at(self, directory):
        return Motcua(directory, self.opened)

    def receive(self, *arguments):
        return self("receive", "--procedure", "1.004873", "--card", CARD, *arguments)

    def _open(self, open_office, _make_practice, directory):
        open_office().close()
        self.opened.append(directory)
        return 0

    def _kiosk(self, open_office, directory):
        return self._open(open_office, None, directory)

    def _capture(self, _directory, out):
        out.mkdir()
        (out / "01-sign-in.png").write_bytes(b"a picture")
        return [out / "01-sign-in.png"]


@pytest.fixture(scope="session")
def practice(tmp_path_factory):
    """A practice office that nobody changes."""
    directory = tmp_path_factory.mktemp("practice") / "quay-1"
    made = Motcua(directory, [])("practice", "--dossiers", "40", "--seed", "7")
    assert made.code == 0
    return directory


@pytest.fixture
def motcua(practice, tmp_path):
    """The program on a practice office of this test alone; its centre is shared."""
    directory = tmp_path / "data"
    shutil.copytree(practice, directory, ignore=shutil.ignore_patterns("centre.db*", "logs"))
    return Motcua(directory, [])


@pytest.fixture
def fresh(tmp_path):
    """The program on a machine without any data."""
    return Motcua(tmp_path / "fresh", [])
