import ast
import sys
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import modules, project, statements

OURS = {"desktop_app", "ui", "resources", "tests", "benchmarks", "tools"}
PROGRAM = project()["project"]["dependencies"]
CHECK = PROGRAM + project()["dependency-groups"]["dev"]


def imported(module):
    for node in statements(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module


def outsiders(folder, *allowed):
    return [
        f"{path} imports {name}"
        for path, module in modules(folder)
        for name in imported(module)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith(allowed)
    ]


@pytest.mark.parametrize(
    ("folders", "declared"),
    [(("desktop_app", "ui", "resources"), PROGRAM), (("tests", "benchmarks"), CHECK)],
    ids=["program", "check"],
)
def test_every_imported_library_is_declared_and_not_there_by_chance(folders, declared):
    # shiboken6 is the other half of PySide6, released and pinned with it.
    names = {canonicalize_name(Requirement(text).name) for text in declared} | {"shiboken6"}
    roots = {name.split(".")[0] for _, module in modules(*folders) for name in imported(module)}
    distributions = packages_distributions()
    libraries = roots - OURS - sys.stdlib_module_names
    assert {name for name in libraries if not names & set(map(canonicalize_name, distributions.get(name, [])))} == set()


def test_the_domain_imports_only_the_standard_library_and_itself():
    assert outsiders("desktop_app/domain", "desktop_app.domain") == []


def test_use_cases_import_only_the_standard_library_the_domain_words_and_number_checks():
    ours = ("desktop_app.domain", "desktop_app.application", "desktop_app.words")
    assert outsiders("desktop_app/application", *ours, "stdnum") == []
