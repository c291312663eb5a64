"""The data files of every language hold together."""

import re

import pytest

from geostrike import lang
from geostrike.errors import InputError
from geostrike.locality import parse, scan
from geostrike.locality.forms import BUILDERS
from geostrike.locality.grammar import SLOTS, Grammar, Mode, grammar
from geostrike.locality.needs import Needs
from geostrike.locality.reading import Reading
from geostrike.locality.templates import Fragment, either, repeat, sequence

ENGINE_LISTS = {
    "due",
    "by",
    "empty",
    "thing",
    "boundary",
    "beside_country",
    "countryside",
}  # that the engine asks for by name
ENGINE_MACROS = {"distance", "heading"}
LANGUAGES = lang.available()


def references(table):
    return set(re.findall(r"\{(?:\w+:)?(\w+)\}", str(dict(table))))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("mode", list(Mode))
def test_every_template_compiles(code, mode):
    rules = grammar(code, mode)
    patterns = [step.pattern for form in rules.forms for step in form.steps if step.pattern]
    patterns += [each for slot in SLOTS for each, _ in rules.patterns(rules.uses[slot])]
    assert not any(pattern.match("") and pattern.fullmatch("x") for pattern in patterns)


def test_a_word_that_is_everywhere_gives_no_form_a_chance():
    # "Of" stands in "was the target of", a form that needs a rarer word as well.
    rules = grammar("en", Mode.PROSE)
    assert 0 not in Reading(rules.words.tokens("Members of the Senate met."), rules).openers()


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_list_or_macro_is_idle(code):
    used = references(lang.load(code).table("grammar"))
    assert set(lang.load(code).table("lexicon")["lists"]) <= used | ENGINE_LISTS
    assert set(lang.load(code).table("grammar")["macros"]) <= used | ENGINE_MACROS


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_form_has_a_builder(code):
    assert {form["kind"] for form in lang.load(code).table("grammar")["forms"]} <= set(BUILDERS)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_kind_of_form_has_phrasings(code):
    silent = {"subject", "anchor", "two_offsets", "features"}
    corpus = set(lang.load(code).table("corpus")["phrases"])
    assert {form["kind"] for form in lang.load(code).table("grammar")["forms"]} - silent <= corpus


def test_every_kind_has_twelve_english_phrasings():
    table = lang.load("en").table("corpus")["phrases"]
    few = {kind: count for kind, entries in table.items() if (count := sum(map(len, entries.values()))) < 12}
    assert few.keys() <= {"all_of", "any_of"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_phrase_is_listed_twice_with_two_meanings(code):
    table = lang.load(code).table("lexicon")
    for section in ("numbers", "multipliers", "fractions", "vague", "hedges", "hedges_after", "routes", "proximity"):
        words = [word for group in table[section].values() for word in group]
        assert len(words) == len(set(words)), section
    units = table["units"] | table["parts_of_units"]
    words = [word for group in units.values() for word in group]
    assert len(words) == len(set(words))


def test_a_template_that_names_nothing_known_is_refused():
    rules = Grammar("en", Mode.PROSE)
    with pytest.raises(InputError, match="no_such_list"):
        rules.compile("{no_such_list}")


def test_repeats_are_bounded():
    for code in LANGUAGES:
        rules = grammar(code, Mode.LOOSE)
        patterns = [step.pattern.regex for form in rules.forms for step in form.steps if step.pattern]
        patterns += [each.regex for slot in SLOTS for each, _ in rules.patterns(rules.uses[slot])]
        assert not any(re.search(r"[^\\](?:\*|\+)(?![?+])|\{\d+,\}", pattern) for pattern in patterns)


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_passed_over_for_a_missing_word_would_not_have_matched(code, monkeypatch):
    corpus = lang.load(code).table("corpus")
    texts = [entry["text"] for entry in corpus.get("prose", [])]
    texts += [phrase for entries in corpus["phrases"].values() for phrases in entries.values() for phrase in phrases]
    read = [(scan(text, code), parse(text, code)) for text in texts]
    monkeypatch.setattr(Needs, "met", lambda self, pairs: [-1] * (len(pairs) + 1))
    assert [(scan(text, code), parse(text, code)) for text in texts] == read


def test_alternatives_need_what_they_share_or_one_of_each():
    border, road = (Fragment(word, needs=frozenset([frozenset(word)])) for word in "br")
    with_of = Fragment("bo", needs=frozenset([frozenset("b"), frozenset("o")]))
    assert either([border, with_of]).needs == border.needs
    assert either([border, road]).needs == frozenset([frozenset("br")])
    assert either([border, Fragment("x")]).needs == repeat(border, 1).needs == frozenset()
    assert sequence([border, road]).needs == border.needs | road.needs
