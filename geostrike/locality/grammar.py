"""A language's words and templates, made ready for matching."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Any

from geostrike import lang
from geostrike.errors import InputError
from geostrike.locality.compass import compass_words
from geostrike.locality.names import NamePatterns
from geostrike.locality.templates import Fragment, Template, either, phrases, split_slots
from geostrike.locality.tokens import (
    BREAK,
    DIGITS,
    FIRST_WORD,
    INITIAL,
    LAST_WORD,
    LOOSE_DASH,
    LOWER,
    MARK,
    NUMBER,
    TITLE,
    UNCASED,
    UPPER,
    Speller,
    Tokens,
    tokenise,
)
from geostrike.model import Hedge, PlaceKind, Proximity, Route, Unit

SLOTS = ("distance", "heading", "place")
"""Macros with a reader of their own; see :mod:`geostrike.locality.reading`."""
_HEMISPHERES = {"north": ("lat", 1.0), "south": ("lat", -1.0), "east": ("lon", 1.0), "west": ("lon", -1.0)}
_ALL_WORDS = LOWER + TITLE + UPPER + INITIAL + UNCASED
_BUILT_IN = {
    "start": Fragment(r"\A", empty=True),
    "finish": Fragment(r"\Z", empty=True),
    "small": Fragment(f"(?!.[{TITLE}{INITIAL}])", empty=True),
    "digits": Fragment(NUMBER + DIGITS, frozenset([NUMBER])),
    "word": Fragment(f".[{_ALL_WORDS}]", shapes=frozenset(_ALL_WORDS)),
    "lower": Fragment(f".{LOWER}", shapes=frozenset(LOWER)),
    "any": Fragment(f"[^{BREAK}].", shapes=frozenset(_ALL_WORDS + DIGITS + MARK)),
}
"""Macros of every language: the ends of a text, what is not capitalised, and shapes of tokens."""
_NO_NAMES = ("boundary", "unit", "compass", "hedge")
_EDGE_MARKS = ",.;:!?)]\"'\u2014\u2013"


class Mode(Enum):
    """What a grammar reads: running prose, or a phrase that says where as a whole, with names in any case if loose."""

    PROSE = "prose"
    PHRASE = "phrase"
    LOOSE = "loose"


@dataclass(frozen=True, slots=True)
class Sort:
    """What a noun such as "district" says of the place it goes with; see ``lexicon.toml``."""

    kind: PlaceKind
    kept: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a form: a pattern over tokens (None for nothing), and then the macro whose reader takes over.

    The pattern's groups are roles with a number behind them; `macro` is "" where the form ends with the pattern.
    """

    pattern: re.Pattern[str] | None
    role: str
    macro: str


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One template of one kind of locality.

    Parameters
    ----------
    kind
        Names the builder.
    options
        What the data say beside the templates ("proximity").
    steps
        What it is made of.
    order
        Its place in the grammar.
    """

    kind: str
    options: Mapping[str, Any]
    steps: tuple[Step, ...]
    order: int


@dataclass(slots=True)
class Branch:
    """Forms that begin alike, so that what they share is read once."""

    step: Step
    forms: list[Form] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Values:
    """What the words of the lexicon mean, by their words in lower case, joined by spaces."""

    numbers: dict[str, float] = field(default_factory=dict)
    multipliers: dict[str, float] = field(default_factory=dict)
    fractions: dict[str, float] = field(default_factory=dict)
    vague: dict[str, tuple[float, float]] = field(default_factory=dict)
    units: dict[str, tuple[Unit, float]] = field(default_factory=dict)
    hedges: dict[str, Hedge] = field(default_factory=dict)
    routes: dict[str, Route] = field(default_factory=dict)
    proximity: dict[str, Proximity] = field(default_factory=dict)
    compass: dict[str, str] = field(default_factory=dict)
    sorts: dict[str, Sort] = field(default_factory=dict)
    demonyms: dict[str, str] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)


class Grammar:
    """One language for one use: running prose, or a phrase that is a locality as a whole.

    Parameters
    ----------
    language
        Code of the language.
    mode
        What it is for.
    """

    def __init__(self, language: str, mode: Mode) -> None:
        known = lang.load(language)
        self.language = language
        self.mode = mode
        self.loose = mode is Mode.LOOSE
        self._lexicon = known.table("lexicon")
        self._templates = known.table("grammar")
        self._letters: dict[str, str] = {}
        self._fragments: dict[str, Fragment | None] = {}
        spelling = self._lexicon["spelling"]
        self.decimal: str = spelling["decimal"]
        self.speller = Speller(
            tuple(spelling["suffixes"]), tuple(spelling["prefixes"]), bool(spelling["groups_with_space"])
        )
        self.values = Values()
        self.capital_units = {letter: Unit(name) for letter, name in self._lexicon["capital_units"].items()}
        angles = self._lexicon["coordinates"]
        self.coordinate_labels = {word: axis for axis in ("lat", "lon") for word in angles[axis]}
        self.hemispheres = {word.casefold(): signed for side, signed in _HEMISPHERES.items() for word in angles[side]}
        self._lists = self._read_lists()
        self.letters: Mapping[str, str] = self._letters
        for phrase_list in self._lists.values():
            for phrase in phrase_list:
                for word in self.cut(phrase):
                    self.letter(word)
        for mark in ("-", LOOSE_DASH, *"'.,()?"):
            self.letter(mark)
        names = self._lexicon["names"]
        stops = [word for key in _NO_NAMES for phrase in self._lists[key] for word in self.cut(phrase)]
        patterns = NamePatterns(names, stops, self.cut, self.letter, loose=self.loose)
        self._names = patterns.fragments()
        place, macros = self._templates["place"], self._templates["macros"]
        self._slots = {"place": self._compile_all(place["back"] + place["named"])}
        self._slots |= {name: self._compile_all(self._as_list(macros[name])) for name in ("distance", "heading")}
        self._slots_by_pair: dict[tuple[str, str], list[re.Pattern[str]]] = {}
        self.tail_name = self.compile("{name:sure_name} {type}?", keep=True)
        self.target = self.compile(self._templates["target"]["before"], keep=True)
        self.edge = self.compile("{edge}", keep=False)
        self.nowhere = self.compile("{nowhere}", keep=False)
        joining = self._templates["joining"]
        self.joining = {name: frozenset(self.key(text) for text in joining[name]) for name in joining}
        self._starting: dict[str, list[Branch]] = {}
        self.forms, self._by_letter, self._by_shape = self._compile_forms()

    # Words

    def cut(self, phrase: str) -> list[str]:
        """Cut a phrase of the lexicon into words, case kept."""
        words: list[str] = []
        for written in phrase.split(" "):
            part = self.speller.fold(written)
            if written in ("-", LOOSE_DASH) or part in self.speller.clitics:
                words.append(written if written == LOOSE_DASH else part)
            else:
                tokens = tokenise(part, {}, self.speller)
                spans = zip(tokens.starts, tokens.ends, tokens.words, strict=True)
                words += [word if word == LOOSE_DASH else part[start:end] for start, end, word in spans]
        return words

    def key(self, phrase: str) -> str:
        """Give a phrase in the form of :meth:`Tokens.key`."""
        return " ".join(self.cut(phrase)).casefold()

    def letter(self, word: str) -> str:
        """Give the letter of a word, a new one if need be."""
        if word[0].isdigit():
            return NUMBER
        word = word.casefold()
        if word not in self._letters:
            code = FIRST_WORD + len(self._letters)
            if code > LAST_WORD:
                raise InputError(
                    f"language {self.language!r}: more than {LAST_WORD - FIRST_WORD} words; shorten its lists"
                )
            self._letters[word] = chr(code)
        return self._letters[word]

    def tokens(self, text: str, breaks: Iterable[int] = ()) -> Tokens:
        """Cut a text into tokens with this vocabulary."""
        return tokenise(text, self._letters, self.speller, breaks)

    def _read_lists(self) -> dict[str, list[str]]:
        """Sort the lexicon into word lists by name and values by word."""
        table, values = self._lexicon, self.values
        lists: dict[str, list[str]] = {name: list(words) for name, words in table["lists"].items()}
        readers: list[tuple[str, Mapping[str, list[str]], dict[str, Any], Any]] = [
            ("number_word", table["numbers"], values.numbers, float),
            ("multiplier", table["multipliers"], values.multipliers, float),
            ("fraction", table["fractions"], values.fractions, float),
            ("vague", table["vague"], values.vague, _interval),
            ("unit", table["units"] | table["parts_of_units"], values.units, _unit),
            ("hedge", table["hedges"], values.hedges, Hedge),
            ("hedge_after", table["hedges_after"], values.hedges, Hedge),
            ("route", table["routes"], values.routes, Route),
            ("proximity", table["proximity"], values.proximity, Proximity),
        ]
        for name, groups, found, convert in readers:
            lists[name] = [word for words in groups.values() for word in words]
            found.update({self.key(word): convert(value) for value, words in groups.items() for word in words})
        words, adjectives = compass_words(table["compass"])
        lists["compass"], lists["compass_adjective"] = list(words), list(adjectives)
        values.compass.update({self.key(word): cardinals for word, cardinals in (words | adjectives).items()})
        self._read_sorts(lists)
        self._read_countries(lists)
        lists["nowhere"] = table["nowhere"]["words"]
        for name in ("never", "organisation", "with_compass", "short", "peoples", "incomplete"):
            values.sets[name] = frozenset(self.key(word) for word in table["names"][name])
        for name in ("due", "by", "empty", "nowhere", "thing"):
            values.sets[name] = frozenset(self.key(word) for word in lists[name])
        return lists

    def _read_sorts(self, lists: dict[str, list[str]]) -> None:
        lists["type"], lists["back"] = [], []
        for entry in self._lexicon["types"]:
            sort = Sort(PlaceKind(entry["kind"]), bool(entry.get("kept")), bool(entry.get("named")))
            lists["type"] += entry["words"]
            lists.setdefault(f"{sort.kind}_type", []).extend(entry["words"])
            if entry.get("back"):
                lists["back"] += entry["words"]
            for word in entry["words"]:
                self.values.sorts.setdefault(self.key(word), sort)

    def _read_countries(self, lists: dict[str, list[str]]) -> None:
        known = lang.load(self.language)
        names: Mapping[str, str] = known.table("nations")
        demonyms: Mapping[str, list[str]] = known.table("countries").get("demonyms", {})
        lists["demonym"] = [word for words in demonyms.values() for word in words]
        for code, words in demonyms.items():
            self.values.demonyms.update({self.key(word): names.get(code, word) for word in words})
        self.values.countries.update({name.casefold(): code for code, name in names.items()})

    def is_country(self, name: str) -> bool:
        """Whether a name is one of a country."""
        return name.casefold() in self.values.countries

    # Templates

    def compile(self, template: str, *, keep: bool) -> re.Pattern[str]:
        """Compile one template."""
        return re.compile(self._read(template, keep=keep).regex, re.DOTALL)

    def _compile_all(self, templates: list[str]) -> list[tuple[re.Pattern[str], Fragment]]:
        fragments = [self._read(template, keep=True) for template in templates]
        return [(re.compile(fragment.regex, re.DOTALL), fragment) for fragment in fragments]

    def _read(self, template: str, *, keep: bool, slots: Iterable[str] = ()) -> Fragment:
        return Template(template, self._fragment, self._literal, keep=keep, slots=slots).read()

    def _literal(self, words: str) -> Fragment:
        return phrases([words], self.cut, self.letter, any_case=True)

    def _fragment(self, name: str) -> Fragment:
        if name not in self._fragments:
            self._fragments[name] = None
            self._fragments[name] = self._make(name)
        found = self._fragments[name]
        if found is None:
            raise InputError(f"macro {name!r}: refers to itself; nothing may repeat without bound")
        return found

    def _make(self, name: str) -> Fragment:
        if name in self._names:
            return self._names[name]
        if name in self._lists:
            return phrases(self._lists[name], self.cut, self.letter, any_case=self.loose)
        macros = self._templates["macros"]
        if name == "place":
            templates = self._templates["place"]["named"] + self._templates["place"]["back"]
        elif name in self._templates["place"]:
            templates = self._templates["place"][name]
        elif name in macros:
            templates = self._as_list(macros[name])
        else:
            return self._builtin(name)
        return either([self._read(template, keep=False) for template in templates])

    def _builtin(self, name: str) -> Fragment:
        if name in _BUILT_IN:
            return _BUILT_IN[name]
        if name == "edge":
            marks = "".join(self.letter(mark) for mark in _EDGE_MARKS)
            words = self._fragment("boundary").regex
            return Fragment(f"(?:\\Z|(?=[{marks}{BREAK}].|{words}))", empty=True)
        raise InputError(f"language {self.language!r}: no word list or macro {name!r}; add it or correct the template")

    @staticmethod
    def _as_list(value: str | list[str]) -> list[str]:
        return [value] if isinstance(value, str) else value

    def _compile_forms(self) -> tuple[list[Form], dict[str, list[Form]], dict[str, list[Form]]]:
        forms: list[Form] = []
        by_letter: defaultdict[str, list[Form]] = defaultdict(list)
        by_shape: defaultdict[str, list[Form]] = defaultdict(list)
        for entry in self._templates["forms"]:
            if entry.get("phrase", False) and self.mode is Mode.PROSE:
                continue
            options = {key: value for key, value in entry.items() if key not in ("kind", "templates", "phrase")}
            for template in entry["templates"]:
                fragment = self._read(template, keep=True, slots=SLOTS)
                steps = tuple(
                    Step(re.compile(regex, re.DOTALL) if regex else None, role, macro)
                    for regex, role, macro in split_slots(fragment.regex)
                )
                form = Form(entry["kind"], options, steps, len(forms))
                forms.append(form)
                for letter in fragment.letters:
                    by_letter[letter].append(form)
                for shape in fragment.shapes:
                    by_shape[shape].append(form)
        return forms, dict(by_letter), dict(by_shape)

    def patterns(self, slot: str, pair: str = "") -> list[re.Pattern[str]]:
        """Patterns of a slot's macro that can begin with a token of these two letters; all of them for none."""
        key = (slot, pair)
        if key not in self._slots_by_pair:
            self._slots_by_pair[key] = [
                pattern
                for pattern, first in self._slots[slot]
                if not pair or first.empty or pair[0] in first.letters or pair[1] in first.shapes
            ]
        return self._slots_by_pair[key]

    def starting(self, pair: str) -> list[Branch]:
        """Forms that can begin with a token of these two letters."""
        if pair not in self._starting:
            known = (*self._by_letter.get(pair[0], ()), *self._by_shape.get(pair[1], ()))
            wanted = {form.order for form in known}
            self._starting[pair] = _tree(self.forms[order] for order in sorted(wanted))
        return self._starting[pair]


def _tree(forms: Iterable[Form]) -> list[Branch]:
    """Merge forms by the steps that they share."""
    roots: list[Branch] = []
    for form in forms:
        level = roots
        for number, step in enumerate(form.steps):
            branch = next((branch for branch in level if branch.step == step), None)
            if branch is None:
                branch = Branch(step)
                level.append(branch)
            if number == len(form.steps) - 1:
                branch.forms.append(form)
            level = branch.branches
    return roots


@lru_cache(maxsize=24)
def grammar(language: str, mode: Mode) -> Grammar:
    """Give the grammar of a language, compiled once."""
    return Grammar(language, mode)


def _interval(text: str) -> tuple[float, float]:
    low, _, high = text.partition("-")
    return float(low), float(high)


def _unit(text: str) -> tuple[Unit, float]:
    name, _, divisor = text.partition("/")
    return Unit(name), 1 / float(divisor or 1)
