import ast
import sys

from tests.house.tree import modules


def imported(module):
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def outsiders(folder, *allowed):
    return [
        f"{path} imports {name}"
        for path, module in modules(folder)
        for name in imported(module)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith(allowed)
    ]


def test_the_domain_imports_only_the_standard_library_and_itself():
    assert outsiders("desktop_app/domain", "desktop_app.domain") == []


def test_use_cases_import_only_the_standard_library_the_domain_words_and_number_checks():
    ours = ("desktop_app.domain", "desktop_app.application", "desktop_app.words")
    assert outsiders("desktop_app/application", *ours, "stdnum") == []
