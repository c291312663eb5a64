"""Word lists say each thing once."""

from collections import Counter

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
