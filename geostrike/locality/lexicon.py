"""A language's words: what they are called in templates, what they mean, and the letter that stands for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from geostrike import lang
from geostrike.errors import InputError
from geostrike.locality.compass import compass_words
from geostrike.locality.tokens import FIRST_WORD, LAST_WORD, LOOSE_DASH, NUMBER, Speller, Tokens, tokenise
from geostrike.model import Hedge, PlaceKind, Proximity, Route, Unit

_HEMISPHERES = {"north": ("lat", 1.0), "south": ("lat", -1.0), "east": ("lon", 1.0), "west": ("lon", -1.0)}


@dataclass(frozen=True, slots=True)
class Sort:
    """What a noun such as "district" says of the place it goes with; see ``lexicon.toml``."""

    kind: PlaceKind
    kept: bool = False
    named: bool = False


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
    capitals: dict[str, str] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)


class Lexicon:
    """The words of one language.

    Parameters
    ----------
    language
        Its code.
    """

    def __init__(self, language: str) -> None:
        known = lang.load(language)
        self.language = language
        self._table = known.table("lexicon")
        self._letters: dict[str, str] = {}
        spelling = self._table["spelling"]
        self.decimal: str = spelling["decimal"]
        self.speller = Speller(
            tuple(spelling["suffixes"]), tuple(spelling["prefixes"]), bool(spelling["groups_with_space"])
        )
        self.names: Mapping[str, list[str]] = self._table["names"]
        self.values = Values()
        self.capital_units = {letter: Unit(name) for letter, name in self._table["capital_units"].items()}
        angles = self._table["coordinates"]
        self.coordinate_labels = {word: axis for axis in ("lat", "lon") for word in angles[axis]}
        self.hemispheres = {word.casefold(): signed for side, signed in _HEMISPHERES.items() for word in angles[side]}
        self.lists = self._read_lists()
        for phrase_list in self.lists.values():
            for phrase in phrase_list:
                for word in self.cut(phrase):
                    self.letter(word)
        for mark in ("-", LOOSE_DASH, *"'.,()?"):
            self.letter(mark)

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
        table, values = self._table, self.values
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
        for name in (
            "never",
            "whole",
            "organisation",
            "agencies",
            "bodies",
            "with_compass",
            "short",
            "peoples",
            "incomplete",
        ):
            values.sets[name] = frozenset(self.key(word) for word in table["names"][name])
        listed = ("due", "by", "empty", "nowhere", "thing", "article", "of", "quarters", "seat_word", "holding")
        for name in (*listed, "several_places", "beside_country", "countryside"):
            values.sets[name] = frozenset(self.key(word) for word in lists.get(name, ()))
        return lists

    def _read_sorts(self, lists: dict[str, list[str]]) -> None:
        lists["type"], lists["back"] = [], []
        for entry in self._table["types"]:
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
        if known.has("capitals"):
            capitals: Mapping[str, str] = known.table("capitals")
            self.values.seats.update(capitals)
            self.values.capitals.update({names[code]: capital for code, capital in capitals.items() if code in names})

    def is_country(self, name: str) -> bool:
        """Whether a name is one of a country."""
        return name.casefold() in self.values.countries


def _interval(text: str) -> tuple[float, float]:
    low, _, high = text.partition("-")
    return float(low), float(high)


def _unit(text: str) -> tuple[Unit, float]:
    name, _, divisor = text.partition("/")
    return Unit(name), 1 / float(divisor or 1)
