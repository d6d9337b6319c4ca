import re

from tests.house.tree import texts


def lines_with(pattern):
    """Where ``pattern`` stands in the tree; the patterns below are written so that they do not find themselves."""
    found = re.compile(pattern)
    return [
        f"{path}:{number} {line.strip()[:100]}"
        for path, text in texts()
        if found.search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if found.search(line)
    ]


def test_no_file_names_a_place_on_one_machine():
    assert lines_with(r"(?<![\w.~])/(?:work|root|home|opt|Users)/\w|[A-Z]:[\\]Users") == []


def test_no_file_names_a_package_registry():
    assert lines_with(r"pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|(?:extra-|default-)index[-]url[ =]") == []


def test_nothing_is_put_off_to_a_later_day():
    assert lines_with(r"\b(?:TO[D]O|FIX[M]E|X[X]X)\b") == []


def test_what_is_done_a_moment_later_is_put_off_in_one_way():
    # Of a bound method Qt keeps the parts alone, and puts them together again when the object may be half gone.
    assert [line for line in lines_with(r"\bsingleShot[(]") if line.startswith("ui/")] == []
