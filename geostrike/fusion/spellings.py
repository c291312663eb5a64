"""Names and kinds of things, evened out: what reports write differently and mean the same by."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from math import inf

from geostrike import lang
from geostrike.gazetteer import likeness, names

_LEAST_CONSONANTS = 3
"""A name of fewer consonants is told by its vowels as well."""

_LEAST_LETTERS = 3
"""Letters that are kept of a short name: its last vowels are written in as many ways as the ending of Arabic has."""

_ENDINGS = "aiu"

_ONE_NAME_EACH, _MAYBE_ONE_EACH = 0.12, 0.3
"""How far apart (see `gazetteer.likeness`) two spellings are, for each sound, up to which they are of one name, and up
to which they may be: of other names for a place in the embedded gazetteer (LY, YE, SY, SO, AF, ML) 67 and 82 % are as
close, of the names of two places within half a degree, which are not plainly one, some 1 and 3 %."""

_LEAST_SOUNDS = 5
"""Sounds of a name of which one may be another: of a shorter one it makes another name."""

_NAME = re.compile(r"[^\W\d_a-z][\w'’]*+(?<!['’]s)(?:[\s-](?:[a-z]{2}-)?[^\W\d_a-z][\w'’]*)*")
"""Words in capitals that follow one another, a particle between them allowed: "Um al-Aranib"; no owner's: "Yemen's"."""


@lru_cache(maxsize=4096)
def own_name(locality: str, place: str, language: str = "en") -> str:
    """Return the name of a place itself where it is told by its distance from another.

    >>> own_name("near Janale, about 75 kilometers southwest of Mogadishu", "Mogadishu")
    'Janale'
    >>> own_name("75 kilometers southwest of Mogadishu", "Mogadishu")
    'Mogadishu'
    >>> own_name("Yemen's capital, Sanaa", "Sanaa"), own_name("near the Yemeni capital, Sanaa", "Sanaa")
    ('Sanaa', 'Sanaa')
    """
    head, apposition, _ = locality.partition(",")
    if not apposition or place in head or any(map(str.isdigit, head)):
        return place
    found = (name.group() for name in _NAME.finditer(head))
    return next((name for name in found if name not in _demonyms(language)), place)


@cache
def _demonyms(language: str) -> frozenset[str]:
    known = lang.load(language)
    table = known.table("countries")["demonyms"] if known.has("countries") else {}
    return frozenset(word for words in table.values() for word in words)


@cache
def spelling(name: str) -> str:
    """Return what is left of a name in all its transliterations.

    >>> spelling("Dandey Darpakhel") == spelling("Danday Darpa Khel"), spelling("Rann")
    (True, 'ran')
    >>> spelling("al-Zina") == spelling("Al-Zineh"), spelling("Hun"), spelling("Abu")
    (True, 'hun', 'abu')
    """
    key = _key(name)
    bare = names.consonants(key)
    if len(bare) >= _LEAST_CONSONANTS:
        return bare
    vowels = names.skeleton(key)
    return vowels.rstrip(_ENDINGS) if len(vowels.rstrip(_ENDINGS)) >= _LEAST_LETTERS else vowels


@cache
def _key(name: str) -> str:
    """Return a name folded, without the word for its sort and without articles."""
    return names.drop_articles(names.drop_generic(names.fold(name))[0])


def is_one_name(one: str, other: str) -> bool:
    """Whether two names are spellings of one, as far as one hears.

    >>> is_one_name("Wahijah", "al-Wahga"), is_one_name("Kafr Nabl", "Kafr Nabudah")
    (True, False)
    """
    return _apart_each(one, other) <= _ONE_NAME_EACH


def may_be_one_name(one: str, other: str) -> bool:
    """Whether two names may be spellings of one: both are written by ear, and letters get lost.

    >>> may_be_one_name("Wahijah", "Wagha"), may_be_one_name("Wadi Rabi", "Wadi Rajil")
    (True, False)
    """
    return _apart_each(one, other) <= _MAYBE_ONE_EACH


@lru_cache(maxsize=65536)
def _apart_each(one: str, other: str) -> float:
    """Return how far apart two names are, for each sound, in the words that they do not share."""
    words, others = (_key(name).split() for name in (one, other))
    here, there = (" ".join(w for w in mine if w not in yours) for mine, yours in ((words, others), (others, words)))
    if not here or not there:
        return 0.0 if words and others and here == there else inf
    heard, said = likeness.sounds(here), likeness.sounds(there)
    longest = max(len(heard), len(said))
    most = _MAYBE_ONE_EACH if longest >= _LEAST_SOUNDS else _ONE_NAME_EACH
    return likeness.apart(heard, said, most * longest) / longest if longest else inf


@lru_cache(maxsize=4096)
def named(locality: str) -> frozenset[str]:
    """Return the spellings of all names in words for a place, alone and with the words after them.

    >>> spelling("Aleppo") in named("the Sukkari district of Aleppo"), "" in named("the town")
    (True, False)
    """
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", locality)
    runs = {" ".join(words[start:stop]) for start in range(len(words)) for stop in range(start + 1, start + 4)}
    return frozenset(spelling(run) for run in runs if run[0].isupper()) - {""}


@cache
def parties(actor: str, country: str = "", language: str = "en") -> frozenset[str]:
    """Return the ISO codes of who is named as actor; empty where the words name nobody known.

    >>> sorted(parties("U.S. Africa Command")), sorted(parties("unidentified jets"))
    (['US'], [])
    >>> sorted(parties("the coalition", "SY")), sorted(parties("the coalition", "YE"))
    (['US'], ['SA'])
    >>> sorted(parties("the Libyan air force", "LY")), sorted(parties("the Libyan air force", "TD"))
    ([], ['LY'])
    """
    table = lang.load(language).table("reports")
    codes = table["parties"] | table["fusing"]["parties"].get(country, {})
    return frozenset(codes[name] for name in _party_names(language).findall(actor.casefold())) - {""}


@cache
def means(aircraft: str, language: str = "en") -> frozenset[str]:
    """Return the sorts of aircraft in a text: "unmanned", and designations.

    >>> sorted(means("two B-2 bombers; drones"))
    ['b-2', 'unmanned']
    """
    folded = aircraft.casefold()
    unmanned = lang.load(language).table("reports")["means"]["unmanned"]
    designations = re.findall(r"\b[a-z]{1,3}-\d{1,3}", folded)
    return frozenset((*designations, *(["unmanned"] if any(mark in folded for mark in unmanned) else [])))


@cache
def _party_names(language: str) -> re.Pattern[str]:
    names = sorted(lang.load(language).table("reports")["parties"], key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, names))})(?![\w-])")


@cache
def sites(target: str, language: str = "en") -> frozenset[str]:
    """Return the kinds of site in a text about what was struck; none for what every other strike hits.

    >>> sorted(sites("the military academy")), sorted(sites("ISIS positions"))
    (['school'], [])
    """
    kinds = lang.load(language).table("reports")["fusing"]["sites"]
    words = re.findall(r"[^\W\d_]+", target.casefold())
    pairs = (" ".join(pair) for pair in pairwise(words))
    return frozenset(kinds[name] for name in (*words, *pairs) if name in kinds)
