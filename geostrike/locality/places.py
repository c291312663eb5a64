"""Toponyms from the words that name them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

from geostrike.lang import fold
from geostrike.locality.grammar import Grammar
from geostrike.locality.lexicon import Sort
from geostrike.locality.quantities import Filled, Roles
from geostrike.locality.tokens import DIGITS, LOWER, MARK, TITLE, UPPER, Tokens
from geostrike.model import FACILITIES, PlaceKind, Toponym

_Span = tuple[int, int]

_LONGEST_TYPE = 3
_SHORT = 5  # letters in an abbreviation that is hardly a place


@cache
def _bracket() -> re.Pattern[str]:
    return re.compile(r"\s*\([^)]{0,80}\)\s*$")


@cache
def _initials() -> re.Pattern[str]:
    return re.compile(r"\.\w\.$")


def tidy(text: str) -> str:
    """Write a name as one looks it up: composed, without invisible characters, brackets or line ends.

    >>> tidy("La  Esperanza (El Zapotal)")
    'La Esperanza'
    """
    if text.isascii() and text.isalpha():
        return text
    name = unicodedata.normalize("NFC", fold(text).replace("\u200b", ""))
    name = " ".join(_bracket().sub("", name).split()).strip(" ,-'\u2013\u2014")
    return name if _initials().search(name) else name.rstrip(".")


def read_place(tokens: Tokens, slot: Filled, grammar: Grammar) -> Toponym | None:
    """Read a toponym with its type and the places around it from what one of the grammar's place forms took.

    A common noun ("the city") becomes an anaphoric toponym with no name yet. None where the words name no place.
    """
    found = slot.roles
    if "back" in found:
        text = tokens.verbatim(slot.start, slot.end)
        return Toponym("", grammar.values.sorts[tokens.key(*found["back"])].kind, anaphoric=True, text=text)
    if "seat" in found and "name" not in found:
        return _seat(tokens, slot, grammar)
    return _named(tokens, found, grammar)


def _named(tokens: Tokens, found: Roles, grammar: Grammar) -> Toponym | None:
    if "people" in found:
        text = tokens.verbatim(*found["people"])
        return Toponym(grammar.values.demonyms[tokens.key(*found["people"])], PlaceKind.COUNTRY, text=text)
    begin, end = _without_opening(tokens, found.get("name") or found["short_name"], grammar)
    if not _plausible(tokens, begin, end, grammar):
        return None
    end, nation = _before_nation(tokens, begin, end, grammar)
    sort, inside, outside = _typed(tokens, (begin, end), found, grammar)
    name = tidy(tokens.verbatim(*inside))
    if not name:
        return None
    cue = sort.kind if sort else None
    if "capital" in found:
        cue = PlaceKind.SETTLEMENT
    within = _holders(tokens, (begin, end), found, grammar, nation)
    for role in ("within", "demonym"):  # "World's End", "Spanish Wells": as written it may be one name
        if role in found and _is_one_name(tokens, found[role], outside, grammar):
            outside = (found[role][0], outside[1])
    return Toponym(name, cue, tuple(item for item in within if item), text=tokens.verbatim(*outside))


def _holders(tokens: Tokens, name: _Span, found: Roles, grammar: Grammar, nation: str) -> list[str]:
    """Give what a named place is said to lie in, nearest first; what only a common noun tells stands as that noun."""
    within: list[str] = []
    if "tail" in found:
        tail = _tail_names(tokens, *found["tail"], grammar)
        # "75 km west of the capital Mogadishu in the Bay region": a capital is known without what it would lie in.
        within += [each for each in tail if not _is_capital(tokens, found, grammar) or grammar.words.is_country(each)]
    within += [nation] if nation else []
    if "within" in found:
        first, last = found["within"]
        last, wider = _before_nation(tokens, first, last, grammar)
        owners = [_name_of_owner(tokens, first, last, grammar), wider]
        # "Tangi area of Khogyani district, Nangarhar" tells the nearest first, "Libya's Tangi, Khogyani" last.
        at = 0 if found["within"] > name else len(within)
        within[at:at] = owners
    if "seat" in found:
        within.insert(0, _capital_of(tokens, found["seat"], grammar) or tokens.key(*found["seat"]))
    if "demonym" in found:
        within.append(tidy(tokens.verbatim(*found["demonym"])))
    return within


def _before_nation(tokens: Tokens, begin: int, end: int, grammar: Grammar) -> tuple[int, str]:
    """Give the end of a name and the country that it ends in, if a comma is missing: "Lower Shabelle Somalia"."""
    nation = tidy(tokens.verbatim(end - 1, end))
    rest = tokens.words[begin : end - 1]
    own = grammar.values.sets["incomplete"] | grammar.values.sorts.keys() | {"-", "of"}
    if not rest or own.issuperset(rest) or not own.isdisjoint(rest[-1:]) or not grammar.words.is_country(nation):
        return end, ""
    return (end, "") if grammar.words.is_country(tidy(tokens.verbatim(begin, end))) else (end - 1, nation)


def _without_opening(tokens: Tokens, name: _Span, grammar: Grammar) -> _Span:
    """Give a name without the article that only opens a sentence: "The Mitiga International Airport"."""
    begin, end = name
    opens = begin == 0 or tokens.words[begin - 1] == "\n"
    sets = grammar.values.sets
    if grammar.loose or not opens or tokens.words[begin] not in sets["article"] or end - begin == 1:
        return name
    return name if tokens.key(begin, end) in sets["whole"] else (begin + 1, end)


def _is_capital(tokens: Tokens, found: Roles, grammar: Grammar) -> bool:
    return "capital" in found or ("type" in found and tokens.key(*found["type"]) in grammar.values.sets["seat_word"])


def _seat(tokens: Tokens, slot: Filled, grammar: Grammar) -> Toponym | None:
    """Read "the Syrian capital", "the capital of Yemen" as the city; None where the owner is no country."""
    owner = slot.roles["seat"]
    country, capital = _country_of(tokens, owner, grammar), _capital_of(tokens, owner, grammar)
    text = tokens.verbatim(slot.start, slot.end)
    return Toponym(capital, PlaceKind.SETTLEMENT, (country,), text=text) if capital else None


def _country_of(tokens: Tokens, owner: _Span, grammar: Grammar) -> str:
    return grammar.values.demonyms.get(tokens.key(*owner)) or _name_of_owner(tokens, *owner, grammar)


def _capital_of(tokens: Tokens, owner: _Span, grammar: Grammar) -> str:
    """Give the capital of a country that is named or by whose adjective it is meant, "" of anything else."""
    return grammar.values.capitals.get(_country_of(tokens, owner, grammar), "")


def _is_one_name(tokens: Tokens, before: _Span, name: _Span, grammar: Grammar) -> bool:
    capital = tokens.code[2 * before[0] + 1] == TITLE
    return capital and before[1] == name[0] and not grammar.words.is_country(_name_of_owner(tokens, *before, grammar))


def _typed(tokens: Tokens, name: _Span, found: Roles, grammar: Grammar) -> tuple[Sort | None, _Span, _Span]:
    """Find the type noun about a name: what it says, the name to look up, and the name as written."""
    if "type" in found:
        return _beside(tokens, name, found["type"], grammar)
    (begin, end), sorts = name, grammar.values.sorts
    for size in range(min(_LONGEST_TYPE, end - begin - 1), 0, -1):
        sort = sorts.get(tokens.key(end - size, end))
        if sort is not None and tokens.words[end - size - 1] != "-":
            cut = (begin, end - size)
            if tokens.code[2 * cut[1] + 1] == LOWER:  # "Sinjar city"
                return sort, cut, cut
            whole = sort.kept or set(tokens.words[begin : end - size]) <= grammar.values.sets["incomplete"]
            return sort, name if whole else cut, name  # "Case Island", "Murzuq District"
        sort = sorts.get(tokens.key(begin, begin + size))
        if sort is not None and tokens.code[2 * begin + 1] != LOWER:
            return sort, name, name
    return None, name, name


def _beside(tokens: Tokens, name: _Span, span: _Span, grammar: Grammar) -> tuple[Sort, _Span, _Span]:
    """Say whether a type noun before or behind a name is a part of it: only where it has a capital."""
    sort = grammar.values.sorts[tokens.key(*span)]
    if tokens.code[2 * span[0] + 1] == LOWER:
        return sort, name, name
    whole = (min(name[0], span[0]), max(name[1], span[1]))
    if span[0] < name[0]:  # "Gulf of Sidra", "Camp Speicher", "Province of Modena"
        return sort, whole if sort.named or span[1] == name[0] else name, whole
    return sort, whole if sort.kept else name, whole


def _name_of_owner(tokens: Tokens, first: int, last: int, grammar: Grammar) -> str:
    """Give the name in "Libya's"."""
    if tokens.words[last - 1] in grammar.words.speller.suffixes:
        last -= 1
    return tidy(tokens.verbatim(first, last))


def _tail_names(tokens: Tokens, first: int, last: int, grammar: Grammar) -> list[str]:
    """Give the names in ", Sirte district, Libya", nearest first."""
    names: list[str] = []
    at = first
    while at < last:
        match = grammar.tail_name.match(tokens.code, 2 * at, 2 * last)
        if match is None:
            at += 1
            continue
        begin, end = match.start("name_1") // 2, match.end("name_1") // 2
        if _plausible(tokens, begin, end, grammar) and not is_body(tokens, begin, end, grammar):
            name_end, nation = _before_nation(tokens, begin, end, grammar)
            name = tokens.verbatim(begin, name_end if nation else match.end() // 2)
            names.append(tidy(name + _town_before(tokens, (first, begin), grammar)))
            names += [nation] if nation else []
        at = match.end() // 2
    return names


def _town_before(tokens: Tokens, before: _Span, grammar: Grammar) -> str:
    """Give the word before a name that says that it is a town, for behind it: "the town of Murzuq" is no district."""
    begin, first = before
    if begin == first or tokens.words[first - 1] not in grammar.values.sets["of"]:
        return ""
    for size in range(2, min(_LONGEST_TYPE, first - begin) + 1):
        word = tokens.key(first - size, first - 1)
        sort = grammar.values.sorts.get(word)
        if sort is not None and sort.kind is PlaceKind.SETTLEMENT and word not in grammar.values.sets["quarters"]:
            return f" {word}"
    return ""


def _plausible(tokens: Tokens, first: int, last: int, grammar: Grammar) -> bool:
    """Whether words in the shape of a name can be one of a place: no people, no bare direction."""
    values = grammar.values
    words = tokens.words[first:last]
    two_countries = words[1:2] == ["-"] and len(words) == 3 and all(map(grammar.words.is_country, words[::2]))
    if two_countries or all(word in values.compass or word in ("-", ".", "'") for word in words):
        return False  # "100 km from the Israel-Lebanon" border
    if tokens.code[2 * last - 1] == LOWER and words[-1] in values.compass:
        return False  # "militants south", of Hodeidah
    allied = words[-2:-1] == ["-"] and words[-1] in values.sets["never"]  # "Islamist-allied" militias
    if allied or words[-1] in values.demonyms or words[-1] in values.sets["peoples"]:
        return False
    if all(shape in (DIGITS, MARK) for shape in tokens.code[2 * first + 1 : 2 * last : 2]):
        return False
    lone = last - first == 1
    of_body = words[0] in values.sorts and first > 0 and is_body(tokens, first - 1, first, grammar)  # "Islamic State"
    if lone and (of_body or words[0] in values.sets["never"] or _is_common(tokens, first, grammar)):
        return False
    return tokens.code[2 * first + 1] != LOWER or grammar.nowhere.match(tokens.code, 2 * first) is None


def _is_common(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Whether a word in small letters is a common noun of a place or thing: "the desert"."""
    word = tokens.words[at]
    return tokens.code[2 * at + 1] == LOWER and (word in grammar.values.sorts or word in grammar.values.sets["thing"])


def is_abbreviation(tokens: Tokens, first: int, last: int, grammar: Grammar) -> bool:
    """Whether a name is hardly a place: a word in short capitals amid small letters, or "US" before a noun."""
    word = tokens.words[first]
    if word in grammar.values.sets["short"] or "." in tokens.words[first:last]:
        return grammar.edge.match(tokens.code, 2 * last) is None
    return (
        last - first == 1 and tokens.code[2 * first + 1] == UPPER and len(word) <= _SHORT and not tokens.text.isupper()
    )


def is_body(tokens: Tokens, first: int, last: int, grammar: Grammar) -> bool:
    """Whether a name in prose is one of an organisation, a group or a person, by words in it or one behind it."""
    sets, name = grammar.values.sets, tokens.words[first:last]
    if grammar.loose:
        return False
    said = " ".join(name)
    if any(agency in said for agency in sets["agencies"]):  # "the Khyber Agency" is no news agency
        name = [word for word in name if word not in grammar.values.sorts]
    led = last < len(tokens.words) and tokens.words[last] in sets["bodies"]  # "the Haqqani network"
    bodies = any(word in sets["organisation"] for word in (*name, *map(" ".join, pairwise(name))))
    return led or (bodies and not _is_district(tokens, first, last, grammar))


def _is_district(tokens: Tokens, first: int, last: int, grammar: Grammar) -> bool:
    """Whether words of a body in a name are those of a sort of district: "Damboa local government area"."""
    sets, sorts = grammar.values.sets, grammar.values.sorts
    for begin in range(first, last - 1):
        for end in range(last, begin + 1, -1):
            sort = sorts.get(" ".join(tokens.words[begin:end]))
            if sort is not None and sort.kind is PlaceKind.ADMIN2:
                return sets["organisation"].isdisjoint((*tokens.words[first:begin], *tokens.words[end:last]))
    return False


def bare_name(tokens: Tokens, first: int, last: int, grammar: Grammar) -> tuple[int, int]:
    """Give the span of a name without words of a body that is none: "Houthi-held Hun", "Sabha military airbase"."""
    holding, sorts = grammar.values.sets["holding"], grammar.values.sorts
    held = (at + 1 for at in range(first + 1, last - 1) if tokens.words[at - 1] == "-" and tokens.words[at] in holding)
    suffixes = grammar.words.speller.suffixes  # "the tribal agency's main town of X"
    owned = (
        at + 1 for at in range(first + 1, last - 1) if tokens.words[at] in suffixes and tokens.words[at - 1] in sorts
    )
    begin = next(held, next(owned, first))
    for size in range(min(_LONGEST_TYPE, last - begin - 1), 0, -1):
        sort = sorts.get(tokens.key(last - size, last))
        if sort is not None and sort.kind in FACILITIES:
            return begin, last - size
    return begin, last
