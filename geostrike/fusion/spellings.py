"""Names and kinds of things, evened out: what reports write differently and mean the same by."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from geostrike import lang
from geostrike.gazetteer import names

_LEAST_CONSONANTS = 3
"""A name of fewer consonants is told by its vowels as well."""

_LEAST_LETTERS = 3
"""Letters that are kept of a short name: its last vowels are written in as many ways as the ending of Arabic has."""

_ENDINGS = "aiu"

_NAME = re.compile(r"[^\W\d_a-z][\w'’]*+(?<!['’]s)(?:[\s-](?:[a-z]{2}-)?[^\W\d_a-z][\w'’]*)*")
"""Words in capitals that follow one another, a particle between them allowed: "Um al-Aranib"; no owner's: "Yemen's"."""


@lru_cache(maxsize=4096)
def own_name(locality: str, place: str) -> str:
    """Return the name of a place itself where it is told by its distance from another.

    >>> own_name("near Janale, about 75 kilometers southwest of Mogadishu", "Mogadishu")
    'Janale'
    >>> own_name("75 kilometers southwest of Mogadishu", "Mogadishu")
    'Mogadishu'
    >>> own_name("Yemen's capital, Sanaa", "Sanaa")
    'Sanaa'
    """
    head, apposition, _ = locality.partition(",")
    if not apposition or place in head:
        return place
    name = _NAME.search(head)
    return place if name is None or any(map(str.isdigit, head)) else name.group()


@cache
def spelling(name: str) -> str:
    """Return what is left of a name in all its transliterations.

    >>> spelling("Dandey Darpakhel") == spelling("Danday Darpa Khel"), spelling("Rann")
    (True, 'ran')
    >>> spelling("al-Zina") == spelling("Al-Zineh"), spelling("Hun"), spelling("Abu")
    (True, 'hun', 'abu')
    """
    key, _ = names.drop_generic(names.fold(name))
    bare = names.consonants(key)
    if len(bare) >= _LEAST_CONSONANTS:
        return bare
    vowels = names.skeleton(key)
    return vowels.rstrip(_ENDINGS) if len(vowels.rstrip(_ENDINGS)) >= _LEAST_LETTERS else vowels


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
