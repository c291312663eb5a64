"""What sentences that name no strike add to one told before."""

from __future__ import annotations

import re
from functools import cache

from geostrike.reports.belonging.own_places import own_mentions
from geostrike.reports.belonging.places import MEASURED, precision
from geostrike.reports.dates.patterns import time_lead
from geostrike.reports.facts import casualties, damage, unharmed
from geostrike.reports.sentences.contents import statement
from geostrike.reports.sentences.others import is_of_others
from geostrike.reports.sentences.totals import is_of_long
from geostrike.reports.sources import Reference, Source, Statement, Stretch
from geostrike.reports.text.anchors import Anchored, openers
from geostrike.reports.text.prose import within
from geostrike.reports.text.vocabulary import Vocabulary, word

_IT_WAS = 60
"""Characters before a date in which "it was" leads to it."""


def continuation(source: Source, stretch: Stretch) -> Statement | None:
    """Return what a sentence without a strike adds to the one told: who was killed, where the camp lay."""
    reference = _adds(source, stretch.start, stretch.end)
    return None if reference is None else statement(source, stretch, reference, told=False)


def _adds(source: Source, start: int, end: int) -> Reference | None:
    """Return how a stretch goes on with the strike told: with its place and day, or with what it did; None for neither.

    What others did, and those who died over months, are of no strike.
    """
    if is_of_others(source, start, end):
        return None
    passage = source.passage(start, end)
    counted = any(not quantity.article for quantity in passage.of_kind("strikes"))
    placed = any(
        source.first(told, start, end)
        for told in (site_named, it_happened, _they_were_hit, _was_target, _victims_were, _seen_to_strike)
    ) or (_says_where(source, start, end) or _says_when(source, start, end))
    rules = (casualties.casualties, damage.destruction, unharmed.remarks)
    if not counted and not placed and not any(rule(passage) for rule in rules):
        return None
    if source.first(_downed, start, end):
        return None
    if not placed and is_of_long(source, start, end):
        return None
    return Reference.NONE if placed else Reference.ASIDE


def _says_where(source: Source, start: int, end: int) -> bool:
    """Whether a stretch says where what was struck lies: "The farm lies 18 km outside the town", "It hit near Hun"."""
    if source.at(_it_struck, start, end):
        return bool(own_mentions(source, start, end))
    it_is = source.at(_it_is, start, end)
    if it_is is None:
        site = source.at(_site_lies, start, end)
        if site is None or site["town"]:
            return False
        if site["site"] and _is_in(source, site.end(), end):
            return True
    # "It was 40 km from Hun", not "It was the third one within 40 km of Hun".
    last = it_is.end() if it_is and not it_is["cleft"] else end
    return any(precision(each) >= MEASURED and each.start <= last for each in own_mentions(source, start, end))


def _says_when(source: Source, start: int, end: int) -> bool:
    """Whether a stretch says when it was: "The planes came two days ago", but not "it was on Sunday that" he left."""
    that = source.words.words("function.that_clause")
    for date in within(source.dates, start, end):
        was = source.before(_it_was, date.start, _IT_WAS, start=start)
        if was is not None and not source.folded.startswith(that, date.end + 1):
            return True
    return False


def _is_in(source: Source, start: int, end: int) -> bool:
    """Whether a place stands behind a preposition right there: "The hall was in Hun"."""
    near = own_mentions(source, start, end)[:1]
    return any(source.fills(_preposition, start, place.start) for place in near)


@cache
def _preposition(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"{words.either('function.at_places')}\s")


def tells_of_town(source: Source, start: int, end: int) -> bool:
    """Whether a stretch says where a town lies that was named before: "The oasis town lies 900 km south of Tripoli"."""
    lies = source.at(_site_lies, start, end)
    return lies is not None and lies["town"] is not None


@cache
def _downed(words: Vocabulary) -> Anchored:
    """Return the pattern of aircraft that were lost: "a warplane was shot down, killing its pilot"."""
    pattern = word(
        rf"{words.either('means.aircraft', plural=True)}(?:\s[\w.-]{{1,16}}){{0,6}}?"
        rf"\s{words.either('function.was')}\s{words.either('casualties.downed')}"
    )
    return Anchored(pattern, openers(words, "means.aircraft", plural=True), needs=openers(words, "casualties.downed"))


@cache
def _it_was(words: Vocabulary) -> re.Pattern[str]:
    # "It was at around 3 a.m. local time on", "The planes came"; but not "it was hit on".
    planes = rf"{words.either('function.the')}\s{words.either('means.aircraft', plural=True)}"
    told = rf"(?:{words.either('reference.it')}|{planes})\s{words.either('function.was', 'reference.came')}"
    return re.compile(rf"(?<![\w-]){told}\s{time_lead(words)}$")


@cache
def it_happened(words: Vocabulary) -> Anchored:
    """Return the pattern of a sentence that says when or where the strike was: "It took place on Monday"."""
    # "It levelled a compound in Gereshk".
    struck = words.either("strike.bombing_verbs", "strike.leveled")
    it = rf"{words.either('reference.it')}\s{struck}\s{words.either('function.articles')}"
    # "All 14 took place near Kobani".
    all_of_them = rf"{words.either('reference.all_told')}(?:\s\d{{1,3}}|\s{words.either('numbers.ones')})?"
    encounter = rf"{words.either('function.it', 'reference.encounters')}(?:\s{words.either('function.that')})?"
    pattern = word(rf"(?:{encounter}|{all_of_them})\s{words.either('reference.happened')}|{it}")
    return Anchored(pattern, openers(words, "function.it", "reference.encounters", "reference.all_told"))


@cache
def _it_struck(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of the strike as a pronoun that opens a sentence: "It had hit the outskirts of Sabha"."""
    struck = words.either("strike.bombing_verbs", "strike.leveled")
    it = rf"{words.either('reference.it')}\s(?:{words.either('function.have')}\s)?"
    return re.compile(rf"[\s\"'-]{{0,3}}{it}{struck}(?![\w-])")


@cache
def _it_is(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a sentence on where something was: "It was 40 km from", "What was hit is a base"."""
    struck = words.either("strike.verbs", "strike.bombing_verbs")
    cleft = rf"(?P<cleft>{words.either('reference.encounters')}\s{words.either('function.was')}\s{struck})"
    it = rf"(?:{words.either('reference.it')}|{cleft})"
    return re.compile(rf"[\s\"'-]{{0,3}}{it}\s{words.either('reference.lies')}\s")


@cache
def _site_lies(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what was struck and where it lies: "The villa complex stands in ... 90 km from"."""
    at = words.either("function.at_places", "function.of")
    aside = r"(?:[^,.;]|(?<=\d),(?=\d))"
    fronted = rf"{words.either('reference.with')}\s[^.;]{{2,120}}"  # "With its 50,000 people, the town lies"
    noun = rf"(?:(?P<town>{words.either('reference.towns')})|(?P<site>{words.either('nouns.sites')})|[\w'-]{{2,16}})"
    # "The city was bombed by jets" says not where it lies.
    struck = words.either("strike.verbs", "strike.bombing_verbs")
    return re.compile(
        rf"[\s\"'-]{{0,3}}(?:{fronted},\s)?{words.either('function.determiners')}\s"
        rf"(?!(?:[\w'-]{{1,14}}\s){{0,2}}?{words.either('reference.matters')}\s)(?:[\w'.-]{{1,14}}\s){{0,4}}?{noun}"
        rf"(?:,\s{aside}{{1,80}},)?"
        rf"(?:\s{at}\s[^,.;]{{1,40}})?\s{words.either('reference.lies')}\s(?!{struck}(?![\w-]))"
    )


@cache
def _they_were_hit(words: Vocabulary) -> Anchored:
    """Return the pattern of what was struck, told by a pronoun: "They were attacked at dawn on Wednesday near Tapi"."""
    people = rf"(?:{words.either('nouns.irregular')}|{words.either('nouns.persons', plural=True)})"
    men = rf"{words.either('function.determiners')}\s(?:[\w-]{{2,12}}\s)?{people}"
    # "Three places in the city of Hun were hit".
    sites = rf"{words.either('reference.places')}\s{words.either('function.at_places')}\s[^.;:]{{1,60}}?"
    who = rf"(?:{words.either('function.it', 'actors.persons')}|{men}|{sites})"
    been = rf"(?:{words.either('function.have')}\s)?{words.either('function.was')}\s(?:[\w-]{{2,12}}\s)?"
    pattern = word(rf"{who}\s{been}{words.either('strike.verbs', 'strike.bombing_verbs')}")
    first = ("function.it", "actors.persons", "function.determiners", "reference.places")
    return Anchored(pattern, openers(words, *first))


@cache
def _was_target(words: Vocabulary) -> Anchored:
    """Return the pattern of what is called a target: "The town of Hun was among the targets", "was the main target"."""
    which = words.either("function.articles", "reference.of_several")
    pattern = word(rf"{words.either('function.was')}\s{which}\s(?:[\w-]{{2,14}}\s)?{words.either('reference.targets')}")
    return Anchored(pattern, openers(words, "function.was"))


@cache
def _seen_to_strike(words: Vocabulary) -> Anchored:
    """Return the pattern of what was seen: "warplanes were seen striking Hun", "footage shows jets attacking it"."""
    seen, striking = words.either("reference.seen"), words.either("strike.striking")
    return Anchored(word(rf"{seen}\s(?:[\w-]{{1,14}}\s){{0,4}}{striking}"), openers(words, "reference.seen"))


@cache
def _victims_were(words: Vocabulary) -> Anchored:
    """Return the pattern of what the dead did or where they were: "most victims were women who were gathering in"."""
    was = words.either("reference.copulas")
    pattern = word(
        rf"{words.either('casualties.victims')}\s(?:[\w-]{{2,14}}\s){{0,2}}?{was}\s(?:[^.;:\n]{{1,80}}?\s{was}\s)?"
        rf"(?:[\w-]{{2,20}}{words.either('reference.progressive')}|{words.either('function.at_places')})"
    )
    return Anchored(pattern, openers(words, "casualties.victims"))


@cache
def site_named(words: Vocabulary) -> Anchored:
    """Return the pattern of what was struck, by what it is: "the camp", "their two vehicles"."""
    places = ("reference.places", "nouns.vehicles")
    own = words.either("reference.whereabouts")
    site = rf"{words.either('function.determiners')}\s(?:[\w.-]{{1,14}}\s){{0,3}}{words.either(*places)}"
    pattern = word(rf"(?!{own}(?![\w-])){site}")
    return Anchored(pattern, openers(words, "function.determiners"), needs=openers(words, *places))
