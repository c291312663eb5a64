"""Word lists say each thing once, and something asks for each."""

from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from geostrike import lang

TABLES = [
    (code, table)
    for code in lang.available()
    for table in ("lexicon", "countries", "reports")
    if lang.load(code).has(table)
]


def lists(table, path=""):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from lists(value, f"{path}{key}.")
        elif isinstance(value, list) and all(isinstance(each, str) for each in value):
            yield f"{path}{key}", value


@pytest.mark.parametrize(("code", "table"), TABLES)
def test_no_list_names_a_word_twice(code, table):
    found = {
        path: [word for word, times in Counter(words).items() if times > 1]
        for path, words in lists(lang.load(code).table(table))
    }
    assert {path: twice for path, twice in found.items() if twice} == {}


def test_every_list_of_reports_is_asked_for():
    code = "".join(path.read_text(encoding="utf-8") for path in Path(files("geostrike")).rglob("*.py"))
    # By its path, as part of a table that is, or by its own name where the path is put together.
    for path in (path for path, _ in lists(lang.load("en").table("reports"))):
        table, _, key = path.rpartition(".")
        names = (path, key, table) if "." in table else (path, key)
        assert any(f"{mark}{name}{mark}" in code for name in names for mark in "\"'"), path
