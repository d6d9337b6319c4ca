import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT, project

PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9a-z.]+)(?: ; (?P<marker>[^\\]+))? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
COMMENT = re.compile(r"    # .+")
LOCKS = {
    "requirements.lock": project()["project"]["dependencies"] + project()["dependency-groups"]["install"],
    "requirements-dev.lock": project()["dependency-groups"]["dev"],
}


def lock_lines(lock):
    return (ROOT / lock).read_text(encoding="utf-8").splitlines()


def pins(lock):
    return {match["name"]: match["version"] for match in map(PIN.fullmatch, lock_lines(lock)) if match}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_names_versions_and_hashes_and_no_address(lock):
    strange = [line for line in lock_lines(lock) if not any(kind.fullmatch(line) for kind in (PIN, HASH, COMMENT))]
    assert strange == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_what_pyproject_asks_for_within_its_bounds(lock):
    locked = pins(lock)
    wanted = [Requirement(text) for text in LOCKS[lock]]
    assert [str(want) for want in wanted if locked.get(canonicalize_name(want.name)) not in want.specifier] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_directly_only_what_pyproject_asks_for(lock):
    direct = []
    for line in lock_lines(lock):
        if pin := PIN.fullmatch(line):
            name = pin["name"]
        elif "pyproject.toml" in line:
            direct.append(name)
    assert sorted(direct) == sorted(canonicalize_name(Requirement(want).name) for want in LOCKS[lock])


def test_both_locks_agree_where_they_name_the_same_library():
    run, check = (pins(lock) for lock in LOCKS)
    assert {name: (run[name], check[name]) for name in run.keys() & check.keys() if run[name] != check[name]} == {}
