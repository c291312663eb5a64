"""Of which countries a text speaks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING, NamedTuple

from geostrike import lang
from geostrike.model import Candidate, Match, Place, PlaceKind
from geostrike.resolve.clues import Clues, clues, key_of
from geostrike.resolve.datelines import dateline
from geostrike.resolve.support import SAME_NAME, is_called, is_spelled_like

if TYPE_CHECKING:
    from geostrike.gazetteer import Gazetteer, Standing

# What one mention is worth, before its surroundings are looked at.
_COUNTRY, _DEMONYM, _CITY, _UNIT = 3.0, 2.0, 1.0, 1.0
#: A mention in the title or dateline counts more: the first characters of the text.
_HEAD, _HEAD_FACTOR = 250, 1.5
#: After "in", "of", "near" a country is where things happen.
_LOCATIVE_FACTOR = 1.5
#: "Turkish drone", "U.S. forces": the country acts, and need not be the scene.
_ACTOR_FACTOR = 0.1
#: The fifth mention adds less than the first.
_REPETITION_POWER = 0.6
#: Worth at most of a country that only acts: less than a big city named once.
_ACTOR_WORTH = 0.3
#: Worth at most of a country that only the dateline names: it says where the writer sits. Half of it for a city's.
_DATELINE_WORTH = 0.2
#: What a clear word is worth: weights of a text with less evidence stay below 1 in sum.
_CLEAR_WORTH = 1.0
#: Countries below this share of the whole are left out.
_LEAST_SHARE = 0.05
#: Least population of a city that speaks for its country.
_CITY_POPULATION = 100_000
#: Below this population a city speaks for a country only where nothing else of the text speaks for another: it may
#: share its name with the village that was struck.
_BIG_POPULATION = 500_000
#: Below this population that is so of a city whose name is borne elsewhere too; by another name than its own, which
#: that place is called by, it says nothing.
_MILLION = 1_000_000
#: Text read: what a story is about stands in its beginning.
_READ = 20_000
_LONGEST_NAME = 5
#: Cities of one name that are looked at.
_NAMESAKES = 8


def infer_countries(text: str, gazetteer: Gazetteer, language: str = "en") -> dict[str, float]:
    """Weigh the countries that a text speaks of.

    Counts names of countries, of their provinces and big cities, demonyms, armed groups and military
    commands; a country that acts ("a Turkish drone") counts little, one of a dateline ("BEIRUT (AP) -")
    less, and one named in the head or after "in" more.

    Parameters
    ----------
    text
        A document; its first 20,000 characters are read.
    gazetteer
        For names of countries and cities.
    language
        ISO 639-1 code of the language of the text.

    Returns
    -------
    dict
        ISO 3166-1 alpha-2 -> share of the evidence from 0 to 1, biggest first; empty where the
        text names no country in any way. Where all that is named are actors, the sum is below 1.

    Examples
    --------
    >>> from geostrike.gazetteer import Gazetteer
    >>> infer_countries("U.S. forces struck a camp south of Sirte, Libya.", Gazetteer.default())
    {'LY': 1.0}
    >>> infer_countries("Israeli jets struck a depot.", Gazetteer.default())
    {'IL': 0.3}
    >>> infer_countries("BEIRUT (AP) - An air strike killed four.", Gazetteer.default())
    {'LB': 0.1}
    """
    known = clues(language)
    mentions: dict[tuple[str, str], list[float]] = defaultdict(list)
    scenes: set[str] = set()
    told: set[str] = set()
    sure: set[str] = set()
    line = dateline(text, gazetteer)
    filed = range(line.start, line.end) if line else range(0)
    words, prone = _words(text[:_READ], known.suffixes), gazetteer.strike_prone()
    for at, end, key, found in _told(words, gazetteer, known):
        in_dateline = words.starts[at] in filed and key not in known.weighted
        factor = _ACTOR_FACTOR if in_dateline else _surroundings(words, at, end, key, known)
        for code, worth in found.worths.items():
            acts = code in known.actor_states
            if not (found.is_doubtful or in_dateline):
                sure.add(code)
            mentions[code, key].append(worth * factor * (_ACTOR_FACTOR if acts else 1.0))
            # A name of a city at peace may as well be that of the village that was struck.
            is_chance = found.is_doubtful and code not in prone
            if factor >= 1.0 and not (acts or is_chance):
                scenes.add(code)
            if not in_dateline:
                told.add(code)
    evidence: dict[str, float] = defaultdict(float)
    for (code, _), worths in mentions.items():
        evidence[code] += max(worths) * len(worths) ** _REPETITION_POWER
    if sure & scenes:
        evidence = {code: worth for code, worth in evidence.items() if code in sure or code not in told}
    for code in evidence.keys() - scenes:
        evidence[code] = min(evidence[code], _ACTOR_WORTH if code in told else _DATELINE_WORTH)
    least = _LEAST_SHARE * sum(evidence.values())
    kept = {code: worth for code, worth in evidence.items() if worth >= least}
    whole = max(sum(kept.values()), _CLEAR_WORTH)
    shares = {code: round(worth / whole, 3) for code, worth in kept.items()}
    return dict(sorted(shares.items(), key=lambda item: (-item[1], item[0])))


class _Words(NamedTuple):
    """The words of a text, in columns."""

    written: list[str]
    starts: list[int]
    # What stands before each.
    gaps: list[str]
    # Each in the form of the clues.
    keys: list[str]
    # Which ones can be of a name.
    names: list[int]
    # Which ones own what follows: "Libya's".
    owners: frozenset[int]

    def joined(self, at: int) -> bool:
        """Whether only a space or a hyphen stands before one."""
        return self.gaps[at] in (" ", "-", "\n")

    def following(self, end: int) -> list[str]:
        """Return the keys of the next two words, as far as they are joined to what ends there."""
        return [self.keys[at] for at in takewhile(self.joined, range(end, min(end + 2, len(self.written))))]


@cache
def _word_pattern() -> re.Pattern[str]:
    plain = r"[A-Za-z]++(?=[ ,\n])"  # most words, told fast
    return re.compile(rf"((?:[A-Z]\.){{2,6}}|{plain}|[^\W_]+(?:[-'’][^\W_]+)*)")


def _words(text: str, suffixes: tuple[str, ...]) -> _Words:
    pieces = _word_pattern().split(text)  # what stands between words, and words, by turns
    whole = pieces[1::2]
    written = [word if word.isalnum() else _without_suffix(word, suffixes) for word in whole]
    distinct = set(written)
    keys = {word: key_of(word) for word in distinct}
    # Most words are plain and in small letters: told by themselves they take a third of the time.
    capitals = {word for word in distinct if not (word.islower() and word.isascii()) and _is_name(word)}
    return _Words(
        written,
        starts=list(accumulate(map(len, pieces)))[:-1:2],
        gaps=pieces[:-1:2],
        keys=list(map(keys.__getitem__, written)),
        names=[at for at, word in enumerate(written) if word in capitals],
        owners=frozenset(at for at, word in enumerate(whole) if word != written[at]),
    )


def _without_suffix(word: str, suffixes: tuple[str, ...]) -> str:
    folded = lang.fold(word)
    suffix = next((suffix for suffix in suffixes if folded.endswith(suffix)), "")
    return word[: len(word) - len(suffix)]


def _is_name(word: str) -> bool:
    """Whether a word can be of a name: "Sirte", "al-Shabab", "ليبيا"."""
    return word[0].isupper() or not word.isascii() or word.partition("-")[2][:1].isupper()


class _Meaning(NamedTuple):
    """What some words say: worth by country, whether they may name another place too, and whether of a city or unit."""

    worths: Mapping[str, float]
    is_doubtful: bool = False
    is_local: bool = False


_NOTHING = _Meaning({})


def _told(words: _Words, gazetteer: Gazetteer, known: Clues) -> Iterator[tuple[int, int, str, _Meaning]]:
    """Find the runs of words that say a country: where each begins and ends, its key, what it says.

    Of those that begin at one word the longest is taken, and the next begins behind it.
    """
    meanings: dict[str, _Meaning] = {}
    end = 0
    for number, at in enumerate(words.names):
        if at < end:
            continue
        for last in reversed(words.names[number : number + _LONGEST_NAME]):
            if last >= at + _LONGEST_NAME:
                continue
            end = last + 1
            written = " ".join(words.written[at : _with_sort(words, end, known)])
            if written not in meanings:
                meanings[written] = _meaning(" ".join(words.keys[at:end]), written, gazetteer, known)
            worths, is_doubtful, is_local = meanings[written]
            if worths:
                part = _goes_on(words, at, known)
                if not (is_local and (part or _is_small(words, end, known))):
                    yield at, end, " ".join(words.keys[at:end]), _Meaning(worths, is_doubtful or part)
                break


def _with_sort(words: _Words, end: int, known: Clues) -> int:
    """Return the end of a name with the word for a province in small letters behind it: "Chin state" is no Chin."""
    is_sort = end < len(words.written) and words.joined(end) and words.keys[end] in known.units
    return end + 1 if is_sort else end


def _goes_on(words: _Words, at: int, known: Clues) -> bool:
    """Whether a name goes on here that began before: "Tor Darband" is not the city of Darband."""
    begins = at and (words.joined(at - 1) or words.gaps[at - 1] == ", ")
    if not (begins and words.joined(at) and _is_name(words.written[at - 1])):
        return False
    before = words.keys[at - 1]
    return before not in known.actors and before not in known.locatives


def _is_small(words: _Words, end: int, known: Clues) -> bool:
    """Whether what follows says that a name is no city or province: "the Mahdia quarter", "the Haifa area of Homs"."""
    sort, *behind = words.following(end) or [""]
    return sort in known.small or (sort in known.parts and not known.holding.isdisjoint(behind))


def _meaning(key: str, written: str, gazetteer: Gazetteer, known: Clues) -> _Meaning:
    if key in known.weighted:
        worth, weights = known.weighted[key]
        return _Meaning({code: worth * weight for code, weight in weights.items()})
    if demonym := known.demonym(key):
        return _Meaning({demonym: _DEMONYM})
    if len(key) < 3 and not written.isupper():
        return _NOTHING
    standing = gazetteer.standing(written, population=_CITY_POPULATION)
    if standing.country:
        return _Meaning({standing.country: _COUNTRY})
    is_place = len(key) > 3 and (standing.is_city or standing.unit)
    return _of_place(written, standing, gazetteer) if is_place else _NOTHING


def _of_place(written: str, standing: Standing, gazetteer: Gazetteer) -> _Meaning:
    """Say which country a big city speaks for, or a province where air strikes happen.

    Cities of one name share the worth by their inhabitants.
    """
    if standing.is_city:
        found = gazetteer.search(written, limit=_NAMESAKES)
        cities = [one.place for one in found if one.match is Match.EXACT and one.place.kind is PlaceKind.SETTLEMENT]
        cities = [city for city in cities if (city.population or 0) >= _CITY_POPULATION]
        is_shared = bool(cities) and _is_shared(written, cities[0], found, gazetteer)
        is_meant = bool(cities) and cities[0] is found[0].place and _is_meant(written, cities[0])
        if is_meant and (not is_shared or is_called(written, cities[0])):
            whole = sum(city.population or 0 for city in cities)
            worths: dict[str, float] = defaultdict(float)
            for city in cities:
                worths[city.country] += _CITY * (city.population or 0) / whole
            # "Nan Chung" is Nanchong, and may begin the name of a village.
            is_other = not is_called(written, cities[0])
            is_doubtful = is_shared or is_other or len(worths) > 1 or whole < _BIG_POPULATION
            return _Meaning(worths, is_doubtful, is_local=True)
    return _Meaning({standing.unit: _UNIT}, is_local=True) if standing.unit in gazetteer.strike_prone() else _NOTHING


def _is_meant(written: str, city: Place) -> bool:
    """Whether a name is a spelling of a city's own, or it is a huge one: "Almat" is not Almetyevsk."""
    return (city.population or 0) >= _MILLION or is_spelled_like(written, city)


def _is_shared(written: str, city: Place, found: Iterable[Candidate], gazetteer: Gazetteer) -> bool:
    """Whether another place is called so itself, in another country where wars are, and the city is no huge one."""
    if (city.population or 0) >= _MILLION:
        return False
    others = [one.place for one in found if one.match in SAME_NAME and one.place.country != city.country]
    return any(other.country in gazetteer.strike_prone() and is_called(written, other) for other in others)


def _surroundings(words: _Words, at: int, end: int, key: str, known: Clues) -> float:
    factor = _HEAD_FACTOR if words.starts[at] < _HEAD else 1.0
    own = known.members if key in known.weighted else frozenset()
    acts = any(word in known.actors and word not in own for word in words.following(end))
    if acts or _is_across(words, at, end, known) or _is_person(words, at, end, key, known):
        return factor * _ACTOR_FACTOR
    before = words.keys[at - 1] if at else ""
    return factor * (_LOCATIVE_FACTOR if before in known.locatives else 1.0)


def _is_person(words: _Words, at: int, end: int, key: str, known: Clues) -> bool:
    """Whether a demonym stands for somebody: "an Iraqi and five others", not "an Iraqi town"."""
    if not (known.demonym(key) and at and words.keys[at - 1] in known.single):
        return False
    return end == len(words.written) or not words.joined(end) or words.keys[end] in known.going_on


def _is_across(words: _Words, at: int, end: int, known: Clues) -> bool:
    """Whether a name only says which border: "the Iraqi border", "the border with Iraq", but not "Libya's border"."""
    is_before_border = end < len(words.written) and words.joined(end) and words.keys[end] in known.borders
    if is_before_border and end - 1 not in words.owners:
        return True
    return at > 1 and words.keys[at - 2] in known.borders and words.keys[at - 1] in known.across
