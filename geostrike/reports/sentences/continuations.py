"""What sentences that name no strike add to one told before."""

from __future__ import annotations

import re
from functools import cache

from geostrike.reports.belonging.own_places import own_mentions
from geostrike.reports.belonging.places import MEASURED, precision
from geostrike.reports.dates.expressions import Form
from geostrike.reports.dates.patterns import time_lead
from geostrike.reports.facts import casualties, damage, unharmed
from geostrike.reports.facts.persons import PEOPLE
from geostrike.reports.facts.standing import slain_on_ground
from geostrike.reports.sources import Reference, Source
from geostrike.reports.text.anchors import Anchored, any_of, openers
from geostrike.reports.text.prose import first_within, within
from geostrike.reports.text.vocabulary import Vocabulary, word

_SPANS = (Form.LAST, Form.THIS, Form.RECENT)
"""Forms of dates that reach over as much as their unit."""

MONTH = 30
"""Days in the shortest unit that is too long for what one strike did."""

_IT_WAS = 60
"""Characters before a date in which "it was" leads to it."""

_SUBJECT = 60
"""Characters before a verb of killing in which the last word of its subject stands."""


def adds(source: Source, start: int, end: int) -> Reference | None:
    """Return how a stretch goes on with the strike told: with its place and day, or with what it did; None for neither.

    What others did, and those who died over months, are of no strike.
    """
    if is_of_others(source, start, end):
        return None
    passage = source.passage(start, end)
    counted = any(passage.kind(quantity) == "strikes" and not quantity.article for quantity in passage.counted)
    placed = any(
        told(source.words).search(source.folded, start, end)
        for told in (site_named, it_happened, _they_were_hit, _victims_were, _seen_to_strike)
    ) or (_says_where(source, start, end) or _says_when(source, start, end))
    rules = (casualties.casualties, damage.destruction, unharmed.remarks)
    if not counted and not placed and not any(rule(passage) for rule in rules):
        return None
    if _downed(source.words).search(source.folded, start, end):
        return None
    if not placed and _is_of_long(source, start, end):
        return None
    return Reference.NONE if placed else Reference.ASIDE


def _is_of_long(source: Source, start: int, end: int) -> bool:
    """Whether a stretch is dated by a year or months alone: "attacks in 2019 killed 12", "this year 700 have died"."""
    dates = within(source.dates, start, end)
    return bool(dates) and all(date.form is Form.YEAR or (date.form in _SPANS and date.unit >= MONTH) for date in dates)


def _says_where(source: Source, start: int, end: int) -> bool:
    """Whether a stretch says where what was struck lies: "The farm lies 18 km outside the town", "It hit near Hun"."""
    if _it_struck(source.words).match(source.folded, start, end):
        return bool(own_mentions(source, start, end))
    it_is = _it_is(source.words).match(source.folded, start, end)
    lies = it_is or _site_lies(source.words).match(source.folded, start, end)
    if lies is None or lies.groupdict().get("town"):
        return False
    if lies.groupdict().get("site") and _is_in(source, lies.end(), end):
        return True
    # "It was 40 km from Hun", not "It was the third one within 40 km of Hun".
    last = it_is.end() if it_is and not it_is["cleft"] else end
    return any(precision(each) >= MEASURED and each.start <= last for each in own_mentions(source, start, end))


def _says_when(source: Source, start: int, end: int) -> bool:
    """Whether a stretch says when it was: "The planes came two days ago", but not "it was on Sunday that" he left."""
    that = source.words.words("function.that_clause")
    for date in within(source.dates, start, end):
        was = _it_was(source.words).search(source.folded, max(start, date.start - _IT_WAS), date.start)
        if was is not None and not source.folded.startswith(that, date.end + 1):
            return True
    return False


def _is_in(source: Source, start: int, end: int) -> bool:
    """Whether a place stands behind a preposition right there: "The hall was in Hun"."""
    near = own_mentions(source, start, end)[:1]
    return any(_preposition(source.words).fullmatch(source.folded, start, place.start) for place in near)


@cache
def _preposition(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"{words.either('function.at_places')}\s")


def tells_of_town(source: Source, start: int, end: int) -> bool:
    """Whether a stretch says where a town lies that was named before: "The oasis town lies 900 km south of Tripoli"."""
    lies = _site_lies(source.words).match(source.folded, start, end)
    return lies is not None and lies["town"] is not None


def is_of_others(source: Source, start: int, end: int) -> bool:
    """Whether a stretch tells of people elsewhere, of those whom somebody else killed, or who died over some time."""
    folded, words = source.folded, source.words
    others = (_foreign, claimed, slain_on_ground, of_period, of_war, _tallied)
    if any(other(words).search(folded, start, end) for other in others):
        return True
    killed = _have_killed(words).search(folded, start, end) is not None
    return killed and _other_killer(words).search(folded, start, end) is not None


def others_kill(source: Source, start: int, end: int) -> bool:
    """Whether people are the object of who or what cannot be the strike: "its forces killed 24", "the siege did"."""
    for match in _slaying(source.words).finditer(source.folded, start, end):
        quantity = first_within(source.quantities, match.end(), end)
        if quantity is None or quantity.start != match.end():
            continue
        if source.passage(start, end).kind(quantity) not in (*PEOPLE, ""):
            continue
        subject = _subject(source.words).search(source.folded, max(start, match.start() - _SUBJECT), match.start())
        if subject is not None and not _is_struck_by(source, start, match.start(), subject["who"]):
            return True
    return False


def _is_struck_by(source: Source, start: int, end: int, last: str) -> bool:
    """Whether the strike or its weapons are what a verb has as its subject, or `last`, the word before it, is none."""
    return _no_subject(source.words).fullmatch(last) is not None or source.has(
        start, end, "casualties.own_nouns", "strike.bombs", "strike.weapons", "means.aircraft", plural=True
    )


@cache
def _slaying(words: Vocabulary) -> Anchored:
    """Return the pattern of a finite verb of killing, up to its object."""
    verbs = ("strike.slain", "deeds.left")
    return Anchored(re.compile(rf"(?<![\w-]){words.either(*verbs)}\s"), openers(words, *verbs))


@cache
def _subject(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of the word before a verb of killing, which is the last of its subject."""
    return re.compile(rf"(?<![\w'-])(?P<who>[a-z][\w'-]{{1,30}})\s(?:{words.either('casualties.by_now')}\s)?$")


@cache
def _no_subject(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a word that is a pronoun, a number, or part of the verb: "it", "the second", "were"."""
    links = ("function.have", "function.was", "function.joins", "function.who", "casualties.auxiliary")
    counted = ("numbers.ones", "reference.ordinals")
    return re.compile(words.either("casualties.own_pronouns", *links, *counted))


@cache
def _foreign(words: Vocabulary) -> Anchored:
    return any_of(words, "casualties.foreign", plural=True)


@cache
def claimed(words: Vocabulary) -> Anchored:
    """Return the pattern of what people on the ground own up to: "Islamic State claimed the attack".

    An army that does so speaks of its strike.
    """
    group, number = words.either("casualties.claimants"), words.either("numbers.ones", "function.articles")
    deeds = words.either("casualties.claimed_deeds", plural=True)
    which = rf"{words.either('casualties.credit')}|{number}\s(?:[\w-]{{2,14}}\s){{0,3}}{deeds}"
    claims = rf"{words.either('casualties.claims')}\s(?:{which})"
    pattern = word(rf"{group}(?:\s[\w'-]{{1,14}}){{0,4}}?\s{claims}|{words.either('casualties.claimed_by')}\s{group}")
    return Anchored(pattern, openers(words, "casualties.claimants", "casualties.claimed_by"))


@cache
def _downed(words: Vocabulary) -> Anchored:
    """Return the pattern of aircraft that were lost: "a warplane was shot down, killing its pilot"."""
    pattern = word(
        rf"{words.either('means.aircraft', plural=True)}(?:\s[\w.-]{{1,16}}){{0,6}}?"
        rf"\s{words.either('function.was')}\s{words.either('casualties.downed')}"
    )
    return Anchored(pattern, openers(words, "means.aircraft", plural=True), needs=openers(words, "casualties.downed"))


@cache
def _tallied(words: Vocabulary) -> Anchored:
    """Return the pattern of who counts strikes: "they have killed 29, by a tally of officials' figures"."""
    return any_of(words, "casualties.tallies")


@cache
def of_period(words: Vocabulary) -> Anchored:
    """Return the pattern of those who died over some time: "since Monday 188 people have been killed", "in the war"."""
    since, have = words.either("casualties.since"), words.either("function.have")
    lists = ("casualties.cumulative", "casualties.years", "casualties.spans")
    # "Raising the death toll to nearly 4,000 since March 2015", but not "the toll has risen to 9 since Monday".
    toll = rf"{words.either('casualties.tolls')}\s[^.;:]{{1,60}}?\s{since}(?!\s{words.either('calendar.weekdays')}\b)"
    of_time = rf"{since}[^.;:]{{1,120}}?\s{have}|{have}\s[^.;:]{{1,120}}?{unranked(words)}\s{since}"
    pattern = word(rf"{words.either(*lists)}|{of_time}|{toll}")
    return Anchored(pattern, openers(words, *lists, "casualties.since", "casualties.tolls", "function.have"))


def unranked(words: Vocabulary) -> str:
    """Return a pattern of what is not said before "since" of a sum: "have been killed, the first since May"."""
    return "".join(rf"(?<!\b{each})" for each in words.words("reference.ordinals", "reference.deadliest"))


@cache
def of_war(words: Vocabulary) -> Anchored:
    """Return the pattern of those who died in a war: "in the seven-month conflict", "in three weeks of fighting"."""
    wars = rf"(?:[\w-]{{2,14}}\s){{0,2}}?{words.either('casualties.wars')}"
    the, of = words.either("function.the"), words.either("function.of")
    units = words.either("calendar.units") + words.either("function.plurals")
    lead = words.either("function.past_leads")
    pattern = word(rf"{lead}\s(?:{the}\s{wars}|(?:[\w-]{{1,12}}\s){{1,5}}?{units}\s{of}\s{wars})")
    return Anchored(pattern, openers(words, "function.past_leads"), openers(words, "casualties.wars"))


def _killing(words: Vocabulary) -> str:
    """Return a pattern of what others have done: "has also killed", "has so far left"."""
    by_now, killed = words.either("casualties.by_now"), words.either("casualties.killed_active", "deeds.left")
    return rf"{words.either('function.have')}\s(?:{by_now}\s){{0,2}}{killed}"


@cache
def _have_killed(words: Vocabulary) -> Anchored:
    return Anchored(word(_killing(words)), openers(words, "function.have"))


@cache
def _other_killer(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of someone else who kills: "the group has killed dozens of soldiers this year", "the war"."""
    neutral = words.either("casualties.own_pronouns", "casualties.own_nouns", plural=True)
    war = rf"{words.either('casualties.wars')}(?:,?\s[^\s,.;:]{{1,16}},?){{1,10}}?"
    return word(rf"(?:(?!{neutral}\s)(?!\d)[\w'-]{{2,30}}|{war})\s{_killing(words)}")


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
def they_struck(words: Vocabulary) -> Anchored:
    """Return the pattern of who struck, by a pronoun: "On 3 November it fired at hideouts in Buqo"."""
    who = words.either("function.it", "actors.persons")
    also = rf"(?:{words.either('function.have', 'function.between_subject_and_verb')}\s){{0,2}}"
    pattern = word(rf"{who}\s{also}{words.either('strike.bombing_verbs', 'strike.fired_on')}")
    return Anchored(pattern, openers(words, "function.it", "actors.persons"))


@cache
def they_killed(words: Vocabulary) -> Anchored:
    """Return the pattern of whom those who strike have killed: "Last August the US killed a commander"."""
    states = ("actors.states", "actors.named", "actors.bodies")
    who = rf"(?:{words.either(*states)}\.?|{words.either('function.it')})"
    have = rf"(?:{words.either('function.have')}\s)?"
    said = rf"(?:{words.either('actors.said')}\s(?:{words.either('function.it')}\s)?)?"
    by = rf"{words.either('function.was')}\s{words.either('strike.slain')}\s{words.either('actors.by')}"
    the = rf"(?:{words.either('function.the')}\s)?"
    pattern = word(rf"{who}\s{said}{have}{words.either('strike.slain')}|{by}\s{the}{words.either(*states)}")
    return Anchored(pattern, openers(words, *states, "function.it", "function.was"))


@cache
def site_named(words: Vocabulary) -> Anchored:
    """Return the pattern of what was struck, by what it is: "the camp", "their two vehicles"."""
    places = ("reference.places", "nouns.vehicles")
    own = words.either("reference.whereabouts")
    site = rf"{words.either('function.determiners')}\s(?:[\w.-]{{1,14}}\s){{0,3}}{words.either(*places)}"
    pattern = word(rf"(?!{own}(?![\w-])){site}")
    return Anchored(pattern, openers(words, "function.determiners"), needs=openers(words, *places))
