"""Every refusal has its sentences, and every sentence its refusal."""

import ast
import re
import string
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

import desktop_app
import ui
from desktop_app.words.refusals import REFUSALS, explained

SOURCES = [
    path
    for package in (desktop_app, ui)
    for path in Path(package.__file__).parent.rglob("*.py")
    if path.parent.name != "words" and "migrations" not in path.parts
]


@cache
def raised():
    """Codes of refusals in the program with the names of their parameters; patterns for codes that are put together."""
    codes, patterns = defaultdict(set), set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal":
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    codes[code.value] |= {keyword.arg for keyword in node.keywords}
                elif isinstance(code, ast.JoinedStr):
                    patterns.add(
                        "".join(re.escape(p.value) if isinstance(p, ast.Constant) else "[a-z_]+" for p in code.values)
                    )
    return codes, patterns


@cache
def mentioned():
    """Every text in the program that looks like the code of a refusal."""
    texts = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                texts.add("".join(p.value if isinstance(p, ast.Constant) else "*" for p in node.values))
    return texts


def test_every_refusal_has_its_sentences():
    codes, _ = raised()
    assert sorted(set(codes) - set(REFUSALS)) == []


def test_no_sentence_waits_for_a_refusal_that_nobody_raises():
    _, patterns = raised()
    put_together = {text.replace("*", "") for text in mentioned() if "*" in text}
    unused = [
        code
        for code in REFUSALS
        if code not in mentioned()
        and not any(re.fullmatch(pattern, code) for pattern in patterns)
        and not any(start.endswith(".") and code.startswith(start) for start in put_together)
    ]
    assert unused == []


@pytest.mark.parametrize("code", REFUSALS)
def test_sentences_are_whole_and_use_what_the_refusal_carries(code):
    codes, _ = raised()
    texts = REFUSALS[code]
    assert texts.what
    for text in texts:
        assert text == unicodedata.normalize("NFC", " ".join(text.split()))
        assert text == "" or text[0].isupper() or text[0] in "{“"
    used = {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}
    if code in codes and None not in codes[code]:
        assert used <= codes[code] | {"label"}


def test_a_code_that_nobody_knows_still_gets_a_sentence():
    assert explained("from.tomorrow", {}).what == explained("unforeseen", {}).what
