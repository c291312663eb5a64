"""The corpora of all languages: each phrase means what it is filed under."""

import pytest

from geostrike import lang
from geostrike.locality import parse, scan
from tests.locality.notation import write


def phrasings():
    for code in lang.available():
        for entries in lang.load(code).table("corpus")["phrases"].values():
            for meaning, phrases in entries.items():
                for phrase in phrases:
                    yield pytest.param(code, phrase, meaning, id=f"{code}: {phrase}")


def passages():
    for code in lang.available():
        for entry in lang.load(code).table("corpus").get("prose", []):
            yield pytest.param(code, entry["text"], entry["found"], id=f"{code}: {entry['text'][:60]}")


@pytest.mark.parametrize(("code", "phrase", "meaning"), list(phrasings()))
def test_phrase_means(code, phrase, meaning):
    assert write(parse(phrase, code)) == meaning


@pytest.mark.parametrize(("code", "text", "found"), list(passages()))
def test_prose_holds(code, text, found):
    mentions = scan(text, code)
    assert [write(mention.locality) for mention in mentions] == found
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
