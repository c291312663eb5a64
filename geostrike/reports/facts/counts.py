"""Counted things: a stated number as an interval, with the noun that it counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from geostrike.reports.text.anchors import DIGITS, Anchored, openers
from geostrike.reports.text.vocabulary import Vocabulary, either, vocabulary

_PHRASE_WORDS = 8

NATIONAL = "national"
"""The noun of people who are only called by their country: "seven Saudis"."""

_PHRASE_LENGTH = 160
"""Characters of a noun phrase that are looked at."""

_LISTS = ("nouns.units", "nouns.homographs", "nouns.stops", "function.and", "actors.demonyms")
"""Paths of the word lists of a noun phrase, in the order of :class:`_Nouns`."""

_AGES = 30
"""Characters before a number in which it is called an age."""

_CLASSES = ("persons", "civilians", "vehicles", "sites", "strikes", "munitions", "households")


class Quantity(NamedTuple):
    """A number with its noun, by slice offsets; `low` and `high` as in :class:`geostrike.model.Count`.

    `head` is the singular of the noun phrase's last known noun, "" where the number stands alone
    ("17 killed"). `article` says that the number is only an article: "an airstrike".
    """

    start: int
    end: int
    low: int | None
    high: int | None
    head: str
    article: bool = False


class _Noun(NamedTuple):
    head: str = ""
    end: int = 0
    plural: bool = False
    unit: bool = False


def quantities(folded: str, language: str = "en", *, taken: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Find counted things in folded text, in reading order; none overlaps another.

    `taken` are the spans of the text's dates, in reading order: their numbers count nothing.

    >>> [(q.low, q.high, q.head) for q in quantities("more than 80 militants and fewer than 10 isis fighters")]
    [(80, None, 'militant'), (None, 9, 'fighter')]
    >>> [(q.low, q.high, q.head) for q in quantities("two b-2 bombers flew 150 miles to a pair of camps")]
    [(2, 2, 'bomber'), (2, 2, 'camp')]
    """
    return list(_found(folded, vocabulary(language), taken))


def _found(folded: str, words: Vocabulary, taken: Sequence[tuple[int, int]]) -> Iterator[Quantity]:
    pattern, position = _number(words), 0
    while match := pattern.search(folded, position):
        position = match.end()
        if over := _over(match, taken):
            position = over
            continue
        bounds = _bounds(match, words)
        noun = _noun(folded, match.end(), words)
        if match["band"]:
            noun = _Noun(_member(match, words))
        article = match["article"] is not None
        if bounds is None or noun.unit or (article and (not noun.head or noun.plural)):
            continue
        if _ages(words).search(folded, max(0, match.start() - _AGES), match.start()) or _is_age(folded, match):
            continue
        position = _unquoted(folded, match.end(), max(position, noun.end))
        if more := _or_more(words).match(folded, position):
            bounds, position = (bounds[0], None), more.end()
        yield Quantity(match.start(), position, *bounds, noun.head, article)


def _is_age(folded: str, match: re.Match[str]) -> bool:
    """Whether a number is somebody's age: one of two digits between commas, with no noun: "Ali Hassan, 47, was"."""
    start, end = match.span()
    alone = folded[start:end].isdigit() and end - start == 2 and folded.startswith(", ", end)
    return alone and folded[max(0, start - 2) : start] == ", " and folded[max(0, start - 3) : start - 2].isalpha()


def _unquoted(folded: str, start: int, end: int) -> int:
    """Return where a noun ends with the mark that closes a quotation in it: six "militants"."""
    quoted = folded.count('"', start, end) % 2 == 1
    closing = next((mark for mark in ('"', ',"') if folded.startswith(mark, end)), "") if quoted else ""
    return end + len(closing)


def _over(match: re.Match[str], taken: Sequence[tuple[int, int]]) -> int:
    """Return where the date ends that a number is part of, 0 where it is part of none."""
    rank = bisect_left(taken, match.end(), key=itemgetter(0))
    end = taken[rank - 1][1] if rank else 0
    return end if end > match.start() else 0


def _member(match: re.Match[str], words: Vocabulary) -> str:
    """Return what the members of "a family of six" are."""
    return str(words.table("numbers.bands")[" ".join(match["of"].split())])


def noun_class(head: str, language: str = "en") -> str:
    """Return the class of a noun's singular: "persons", "vehicles", ...; "" where unknown.

    >>> noun_class("fighter"), noun_class("airstrike"), noun_class("idea")
    ('persons', 'strikes', '')
    """
    return _known(vocabulary(language)).get(head, "")


def noun_phrase(folded: str, start: int, language: str = "en") -> tuple[str, int]:
    """Return the head of the noun phrase that starts at an offset, and where it ends; ("", start) for none.

    >>> noun_phrase("isis fighters camped out", 0)
    ('fighter', 13)
    """
    ahead = folded[start : start + _PHRASE_LENGTH]
    bare = ahead.lstrip()
    # One character back, because a noun phrase is read from the blank before it.
    noun = _noun(f" {bare}", 0, vocabulary(language))
    return (noun.head, start + len(ahead) - len(bare) + noun.end - 1) if noun.head else ("", start)


@cache
def _known(words: Vocabulary) -> Mapping[str, str]:
    known = {noun: kind for kind in reversed(_CLASSES) for noun in words.words(f"nouns.{kind}")}
    return dict.fromkeys(words.words("means.aircraft"), "aircraft") | known


@dataclass(frozen=True, slots=True)
class _Nouns:
    """The words of noun phrases, to look tokens up in."""

    known: Mapping[str, str]
    irregular: Mapping[str, str]
    units: frozenset[str]
    homographs: frozenset[str]
    stops: frozenset[str]
    links: frozenset[str]
    demonyms: frozenset[str]
    compounds: Mapping[tuple[str, str], tuple[str, bool]]

    def singular(self, token: str) -> tuple[str, bool]:
        """Return a known noun's singular and whether the token is a plural; ("", False) where unknown."""
        if token in self.irregular:
            return self.irregular[token], self.irregular[token] != token
        if token in self.known:
            return token, False
        if token.endswith("s"):
            for form in (token[:-1], token[:-2]):
                if form in self.known:
                    return form, True
            if token[:-1] in self.demonyms:
                return NATIONAL, True
        return "", False

    def is_unit(self, token: str) -> bool:
        """Whether a token is a unit of measure."""
        return token in self.units or token.removesuffix("s") in self.units


@cache
def _nouns(words: Vocabulary) -> _Nouns:
    units, homographs, stops, links, demonyms = (frozenset(words.words(path)) for path in _LISTS)
    known = _known(words)
    pairs = ((noun, *noun.split(" ")) for noun in known if noun.count(" ") == 1)
    compounds = {
        (first, f"{last}{ending}"): (noun, bool(ending))
        for noun, first, last in pairs
        for ending in ("", *words.words("function.plurals"))
    }
    return _Nouns(known, words.table("nouns.irregular"), units, homographs, stops, links, demonyms, compounds)


def _noun(folded: str, start: int, words: Vocabulary) -> _Noun:
    """Read the noun phrase at `start`; it reaches to its last known noun."""
    nouns, next_token = _nouns(words), _token().match
    head, end, plural, token = "", 0, False, ""
    link = _link(words).match(folded, start)
    position = link.end() if link else start
    for rank in range(_PHRASE_WORDS):
        match = next_token(folded, position)
        if match is None:
            break
        written, position = match["word"], match.end()
        before, token = token, written if written.isalpha() else _bare(written)
        if rank == 0 and nouns.is_unit(token):
            return _Noun(unit=True)
        if not head and token in nouns.homographs and _noun_follows(folded, position, nouns):
            continue
        if plural and token in nouns.links and (further := _coordinate(folded, position, head, nouns)):
            return _Noun(head, further, plural)
        both = (before, token)
        singular, is_plural = nouns.compounds[both] if both in nouns.compounds else nouns.singular(token)
        if token in nouns.stops or (head and _is_participle(token, plural=plural and not singular)):
            break
        if singular:
            head, end, plural = singular, match.start("word") + len(written.rstrip(".'")), is_plural
        if written.endswith(".") and "." not in token:
            break  # a full stop, and not that of "U.S."
    if not head and (shared := _elliptic(words).match(folded, start)):
        return _Noun(NATIONAL, shared.end())
    return _Noun(head, end, plural)


def _is_participle(token: str, *, plural: bool) -> bool:
    """Whether a word behind a noun says what it does: "17 posts sheltering men", not "two militant training camps"."""
    return token.endswith("ed") or (plural and token.endswith("ing"))


def _bare(token: str) -> str:
    return token.removesuffix("'s").removesuffix("'").rstrip(".")


def _coordinate(folded: str, position: int, head: str, nouns: _Nouns) -> int:
    """Return where more of the people counted end behind an "and", 0 for none: "ten women and children"."""
    after = _token().match(folded, position)
    other, plural = nouns.singular(after["word"].rstrip(".")) if after else ("", False)
    people = all(nouns.known.get(each) in ("persons", "civilians") for each in (head, other))
    return after.start("word") + len(after["word"].rstrip(".")) if after and plural and people else 0


def _noun_follows(folded: str, position: int, nouns: _Nouns) -> bool:
    """Whether a noun is the next word or the one after: "IS fighters", "overnight air strikes"."""
    for _ in range(2):
        match = _token().match(folded, position)
        token = match["word"].rstrip(".") if match else ""
        if match is None or token in nouns.stops:
            return False
        if nouns.singular(token)[0]:
            return True
        position = match.end()
    return False


@cache
def _elliptic(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of people without a noun: "21 Emirati, seven Saudi and four Sudanese soldiers", "a Libyan"."""
    and_ = words.either("function.and")
    further = rf",?\s(?:{and_}\s)?(?:\d|{words.either('numbers.ones')}\s)"
    alone = rf"\s?[.,;:)]|\s(?:{and_}|{words.either('function.was')})\s"
    return re.compile(rf"\s{words.either('actors.demonyms')}(?={further}|{alone})")


@cache
def _link(words: Vocabulary) -> re.Pattern[str]:
    # "Two of the soldiers" are soldiers, but in "one of the four people killed" the four are.
    counted = rf"(?:\d|{words.either('numbers.ones', 'numbers.tens')}\b)"
    return re.compile(
        rf"\s{{1,2}}{words.either('function.of')}\s{words.either('function.determiners')}\b(?!\s{counted})"
    )


@cache
def _ages(words: Vocabulary) -> Anchored:
    """Return the pattern of what stands before a number of years: "aged 54 and "."""
    pattern = rf"(?<![\w-]){words.either('numbers.links.ages')}\s(?:[\d,-]{{1,4}}\s(?:[a-z]{{2,3}}\s)?){{0,4}}$"
    return Anchored(re.compile(pattern), openers(words, "numbers.links.ages"))


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"(?:\s{0,2}\([^()\n]{1,14}\)|\")?\s{1,3}\"?(?P<word>[^\W_][\w'./&-]{0,40})")


@cache
def _or_more(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what opens a number's end behind its noun: "nine civilians or more"."""
    return re.compile(
        rf"\s{words.either('numbers.links.or_more_after')}(?![\w-])(?=\s?[,.;:]|\s{words.either('function.was')}\s)"
    )


@cache
def _number(words: Vocabulary) -> Anchored:
    ones, tens = either(tuple(words.table("numbers.ones"))), either(tuple(words.table("numbers.tens")))
    scales = either(tuple(words.table("numbers.scales")))
    collectives = either(tuple(words.table("numbers.collectives")))
    small = rf"(?:{tens}(?:[\s-]{ones})?|{ones})"
    some, half = words.either("function.some"), words.either("numbers.links.half")
    and_, of = words.either("function.and"), words.either("function.of")
    spelled = rf"(?:{small}|{some}(?=\s(?:{scales}|{collectives})))(?:\s{scales}(?:\s(?:{and_}\s)?{small})?)?"
    digits = r"\d{1,3}(?:,\d{3}){1,3}|\d{1,7}"
    counted = rf"(?:{digits}|{spelled})(?:\s{scales})?(?:\s{collectives})?"
    one = rf"(?:{half}\s{some}\s{collectives}|{counted}|{some}\s{collectives})"
    hedges = either(tuple(hedge for group in words.table("numbers.hedges").values() for hedge in group))
    # What came under two raids came under no fewer than two.
    came = "".join(rf"(?<!\b{each}\s)" for each in words.words("numbers.links.came"))
    hedge = rf"{came}(?P<hedge>{hedges})\s{{1,2}}(?:(?P<hedge2>{hedges})\s{{1,2}})?"
    vague = either(tuple(words.table("numbers.vague")))
    opens, joins = words.either("numbers.links.range_opens"), words.either("numbers.links.range")
    closes = words.either("numbers.links.range_closes")
    # "10-15", but "thirty-one" is one number.
    between = rf"(?:(?<=\d)\s?-\s?(?=\d)|\s{joins}\s|(?(opens)\s{closes}\s|(?!)))"
    pair = rf"(?:(?P<opens>{opens})\s)?(?P<low>{one}){between}(?P<high>{one})"
    after = rf"(?:\+|\s(?P<more>{words.either('numbers.links.or_more_after')}))?(?:\s\(\d{{1,5}}\))?"
    # "At least 40, and as many as 60, people".
    most = rf"(?:(?<=[\w)]),?\s{words.either('numbers.links.or_up_to')}\s(?P<most>{one}),?)?"
    article = words.either("numbers.links.articles")
    bands = either(tuple(words.table("numbers.bands")))
    band = rf"(?:{article}\s)?(?P<of>{bands})\s(?P<band>{digits}|{small})"
    body = rf"(?:{band}|(?P<vague>{vague})(?:\s{of})?|{pair}|(?P<one>{one}){most}){after}"
    pattern = re.compile(
        rf"(?<![\w.,$€£:/'-])(?:(?:{hedge})?{body}|(?P<article>{article}))(?![\w%]|[.,:/]\d|-[a-z]|'[a-z])"
    )
    return Anchored(pattern, DIGITS | openers(words, *_first_lists(words)))


def _first_lists(words: Vocabulary) -> Iterator[str]:
    """Yield the paths of the words that a number can begin with."""
    links = (f"links.{key}" for key in ("articles", "range_opens", "half"))
    yield from (f"numbers.{key}" for key in ("ones", "tens", "vague", "bands", *links))
    yield from (f"numbers.hedges.{group}" for group in words.table("numbers.hedges"))


def _bounds(match: re.Match[str], words: Vocabulary) -> tuple[int | None, int | None] | None:
    if match["article"]:
        return 1, 1
    if match["low"]:
        return _range(match, words)
    if match["vague"]:
        bounds = words.table("numbers.vague")[" ".join(match["vague"].split())]
        if not bounds:
            return None
        low, high = bounds[0], bounds[1] if len(bounds) > 1 else None
    else:
        low = high = _value(match["band"] or match["one"], words)
    return _hedged(low, high, match, words)


def _range(match: re.Match[str], words: Vocabulary) -> tuple[int, int] | None:
    low, high = _value(match["low"], words), _value(match["high"], words)
    return (low, high) if low <= high else None


def _hedged(
    low: int, high: int | None, match: re.Match[str], words: Vocabulary
) -> tuple[int | None, int | None] | None:
    groups = [
        group
        for hedge in (match["hedge"], match["hedge2"])
        if hedge
        for group, members in words.table("numbers.hedges").items()
        if " ".join(hedge.split()) in members and group != "about"
    ]
    if groups and groups[-1] in ("at_most", "fewer_than"):
        limit = high if groups[-1] == "at_most" or high is None else high - 1
        return None if limit is None else (None, max(limit, 0))
    if match["most"]:
        return low, max(low, _value(match["most"], words))
    if groups or match["more"] or match.group().endswith("+"):
        return low, None
    return low, high


@cache
def _multiples(words: Vocabulary) -> Mapping[str, int]:
    return {**words.table("numbers.scales"), **words.table("numbers.collectives")}


@cache
def _values(words: Vocabulary) -> Mapping[str, int]:
    links = dict.fromkeys(words.words("function.and", "numbers.links.half"), 0)
    one = dict.fromkeys(words.words("function.some"), 1)
    return {**words.table("numbers.ones"), **words.table("numbers.tens"), **one, **links}


def _value(number: str, words: Vocabulary) -> int:
    """Return the value of digits or spelled words.

    >>> _value("a hundred and fifty", vocabulary("en")), _value("2,500", vocabulary("en"))
    (150, 2500)
    >>> _value("half a dozen", vocabulary("en")), _value("two dozen", vocabulary("en"))
    (6, 24)
    """
    tokens = number.replace("-", " ").split()
    total, current = 0, 0
    multiples, values = _multiples(words), _values(words)
    for token in tokens:
        if token in multiples:
            current = max(current, 1) * multiples[token]
            total, current = (total + current, 0) if multiples[token] >= 1000 else (total, current)
        elif token in values:
            current += values[token]
        else:
            current += int(token.replace(",", ""))
    value = total + current
    return value // 2 if tokens[0] in words.words("numbers.links.half") else value
