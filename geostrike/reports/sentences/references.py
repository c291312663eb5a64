"""How words refer to a strike: to one told before, to another one, or to a new one."""

from __future__ import annotations

import re
from functools import cache

from geostrike.reports.belonging.own_dates import has_day_and_place, own_dates
from geostrike.reports.belonging.own_places import coming_after, own_mentions
from geostrike.reports.facts import casualties
from geostrike.reports.sources import Reference, Source, Statement, Stretch
from geostrike.reports.strikes.elisions import is_before_another, member_rank
from geostrike.reports.strikes.triggers import Sort, Trigger, more_of_them
from geostrike.reports.text.anchors import Anchored, openers
from geostrike.reports.text.vocabulary import Vocabulary, word

_CLAUSE = 140
"""Characters before a strike in which it is said that something came after it."""

_BEFORE = 60
"""Characters before a strike in which words say which one it is."""

_TOLD_ANEW = (Reference.NEW, Reference.DEFINITE, Reference.OTHER)
"""How words refer to a strike that is an earlier one where it is held against another."""

_CALLED = 90
"""Characters before a strike's noun in which something told before is said to have been one: "it was an air strike"."""

_KINDS = ("strike.adjectives", "means.adjectives", "actors.states", "actors.demonyms", "actors.named", "actors.kinds")
"""Words between a determiner and a strike's noun that say of what kind it is, or whose."""

# Groups of the pattern of determiners, and what each means.
_GROUPS = {
    "date": Reference.DATED,
    "earlier": Reference.EARLIER,
    "other": Reference.OTHER,
    "same": Reference.SAME,
    "definite": Reference.DEFINITE,
}


def refer(source: Source, stretch: Stretch, main: Trigger, *, near: bool) -> tuple[Reference, int]:
    """Return how a stretch refers to its strike, by the words of its main trigger and those round them.

    What is brought up as something that the news came after is an earlier one if a strike was told `near`.
    """
    reference, ordinal = _refer(source, stretch, main)
    earlier = near and reference is Reference.NEW and _follows(source, stretch.start, main)
    return (Reference.EARLIER if earlier else reference), ordinal


def _refer(source: Source, stretch: Stretch, main: Trigger) -> tuple[Reference, int]:
    start, end = stretch.start, stretch.end
    if source.at(_opens_earlier, start, end):
        return Reference.EARLIER, 0
    reference, ordinal = _incident(source, start, main.start) or reference_of(source, main, start)
    if reference is Reference.DEFINITE and source.before(_some_of, main.start, _BEFORE, start=start):
        reference = Reference.SHARE
    new = reference is Reference.NEW
    if (stretch.sentence.item and new) or is_line(source, start, end):
        return Reference.ITEM, ordinal
    if stretch.background and reference in _TOLD_ANEW:
        return Reference.EARLIER, ordinal
    if (new and _is_set_apart(source, stretch, main)) or (
        main.sort is Sort.VERB and source.first(comes_back, main.start, main.end)
    ):
        return Reference.OTHER, ordinal
    if new and source.at(_deadliest, start, end) and own_dates(source, start, end):
        return Reference.OTHER, ordinal
    back = (new and main.sort is Sort.LOOSE) or (reference is Reference.SHARE and not own_mentions(source, start, end))
    return (Reference.DEFINITE if back else reference), ordinal


def _is_set_apart(source: Source, stretch: Stretch, main: Trigger) -> bool:
    """Whether a strike is told beside the one before: by such words, by its dead, or joined with no place of its own.

    "Raids on Hun killed another six", "shelling killed 23, and air strikes in reply killed 35".
    """
    start, end = stretch.start, stretch.end
    if source.has(start, end, "reference.again") or source.at(_also, start, end):
        return True
    if source.at(more_of_them, main.start, main.end):
        return True
    if not own_mentions(source, start, end):
        return stretch.coordinate
    if source.has(main.start, main.end, "reference.also") and has_day_and_place(source, start, end):
        return True
    sooner = source.at(_hours_before, start, end) is not None
    return sooner or casualties.counts_others(source.passage(start, end))


def reference_of(source: Source, trigger: Trigger, start: int) -> tuple[Reference, int]:
    """Return how the noun phrase of a trigger refers, by the words in it or those before its noun."""
    if trigger.sort is Sort.MEMBER:
        if is_before_another(source.folded, trigger, source.words):
            return Reference.EARLIER, 0
        return Reference.ORDINAL, member_rank(source.folded, trigger, source.words)
    inside = source.first(_inner, trigger.start, trigger.end)
    if inside is not None and inside["ordinal"] and inside.end() == trigger.end:  # "carried out the first airstrike"
        return Reference.ORDINAL, int(source.words.table("reference.ordinals")[inside["ordinal"]])
    if inside is not None:
        return next((_GROUPS[group] for group in ("same", "other") if inside[group]), Reference.DEFINITE), 0
    return _by_determiner(source, trigger, start)


def _by_determiner(source: Source, trigger: Trigger, start: int) -> tuple[Reference, int]:
    match = source.before(_determiner, trigger.start, _BEFORE, start=start)
    called = source.before(_predicate, trigger.start, _CALLED, start=start)
    if called is not None and (match is None or not match["date"]):
        return Reference.SAME, 0
    if match is None:
        before = max(start, trigger.start - _BEFORE)
        named = trigger.sort is not Sort.VERB and _named(source.words).search(source.text, before, trigger.start)
        return (Reference.DEFINITE if named else Reference.NEW), 0
    if match["ordinal"]:
        if match["number"] is None and source.fills(_plural, trigger.start, trigger.end):
            return Reference.NEW, 0  # "ordered the first air strikes since": a record, and no member of a series
        return Reference.ORDINAL, int(source.words.table("reference.ordinals")[match["ordinal"]])
    # "Said that helicopters had fired"; "the air force bombed" is not said of a known strike, "the strike hit" is.
    said = match["same"] and source.first(_says_that, start, match.end("same"))
    # "The two Israeli strikes hit" is said of known ones.
    counted = match["number"] and source.at(_strikes, trigger.start)
    does = match["definite"] and trigger.sort is Sort.VERB and not counted
    does = does and (source.at(_doer, trigger.start) or owner(source.words).search(match.group()))
    # "Three separate strikes" are so from one another.
    own = match["other"] in source.words.words("reference.separate") and source.before(_counted, match.start(), _BEFORE)
    if said or does or own:
        return Reference.NEW, 0
    return next((reference for group, reference in _GROUPS.items() if match[group]), Reference.NEW), 0


@cache
def _inner(words: Vocabulary) -> re.Pattern[str]:
    the, strike = words.either("function.the"), words.either("strike.loose")
    nth = rf"{the}\s(?P<ordinal>{words.either('reference.ordinals')})\s(?:[\w.-]{{1,14}}\s)?{strike}"
    which = rf"(?P<same>{words.either('reference.same')})|(?P<other>{words.either('reference.other')})|{the}"
    return word(rf"{nth}|(?:{which})\s(?:[\w.-]{{1,14}}\s){{0,2}}{words.either('strike.loose', plural=True)}")


@cache
def _determiner(words: Vocabulary) -> Anchored:
    named = ("calendar.weekdays", "calendar.months", "calendar.words.today", "calendar.words.yesterday")
    lists = ("reference.earlier", "reference.other", "reference.same", "reference.definite", "function.articles")
    days = words.either(*named)
    # "The July 14 missile attack".
    modifiers = rf"(?:{words.either(*_KINDS)}|{words.either('calendar.months')}\s\d{{1,2}})"
    group = rf"(?:{words.either('reference.groups')}\s{words.either('function.of')}\s)?"
    number, ordinal = words.either("numbers.ones", "numbers.vague"), words.either("reference.ordinals")
    parts = words.either("calendar.words.day_parts", "calendar.words.nights")
    dated = rf"{days}(?:\s\d{{1,2}}|\s{parts})?{words.either('function.possessive')}(?:\s\w{{1,12}})?"
    pattern = re.compile(
        rf"(?<![\w-])(?:(?P<date>{dated})|(?P<earlier>{words.either('reference.earlier')})"
        rf"|(?P<other>{words.either('reference.other')})|(?P<same>{words.either('reference.same')})"
        rf"|(?:{words.either('function.articles')}\s|(?<=[.!?\"\n]\s)|(?<=\n))(?P<ordinal>{ordinal})|(?P<definite>{words.either('reference.definite')}))"
        rf"(?:\s(?P<number>{number}|\d{{1,3}}))?\s(?:{modifiers}\.?\s){{0,4}}{group}(?:{modifiers}\.?\s){{0,4}}$"
    )
    return Anchored(pattern, openers(words, *named, *lists, "reference.ordinals"))


@cache
def _plural(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"{words.either('strike.nouns', 'strike.loose')}{words.either('function.plurals')}")


@cache
def _named(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of the name that a known strike bears: "the Murzuq airstrike"."""
    return re.compile(rf"(?<![\w-])(?i:{words.either('function.the')})\s(?:[A-Z][\w'-]{{1,20}}\s){{1,3}}$")


@cache
def _counted(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words.either('numbers.ones', 'numbers.vague')}|\d{{1,3}})\s$")


@cache
def _strikes(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of strikes as a subject, with whose they are: "coalition airstrikes"."""
    return re.compile(rf"(?:[\w.'-]{{1,14}}\s){{0,2}}{words.either('strike.nouns', plural=True)}(?![\w-])")


@cache
def _doer(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a force as the subject of what was done."""
    forces = ("actors.named", "actors.bodies", "actors.states", "actors.demonyms", "means.singular_forces")
    return re.compile(rf"{words.either(*forces)}(?![\w-])")


@cache
def owner(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of whose a strike or its subject is: "Israeli (strikes)", "the Russian (warplanes bombed)"."""
    return re.compile(rf"(?<![\w-]){words.either('actors.states', 'actors.demonyms', 'actors.named')}\.?\s$")


@cache
def _says_that(words: Vocabulary) -> re.Pattern[str]:
    # "Said on Thursday that", "wrote on its website that".
    day = rf"(?:\s{words.either('function.on', 'function.in')}(?:\s[\w'-]{{1,16}}){{1,4}}?|\s[\w'-]{{1,16}})?"
    said, that = words.either("actors.speech", "reference.reporting"), words.either("function.that_clause")
    return re.compile(rf"(?<![\w-]){said}{day}\s{that}$")


@cache
def _predicate(words: Vocabulary) -> Anchored:
    also, only = words.either("reference.also"), words.either("reference.only")
    subject = rf"(?:{words.either('reference.pronouns')}(?:\s{also})?|{words.either('strike.called', plural=True)})"
    is_a = rf"{words.either('reference.copulas')}\s(?:{only}\s)?{words.either('function.articles')}"
    pattern = re.compile(rf"(?<![\w-]){subject}\s{is_a}\s(?:[\w.'-]{{1,14}}\s){{0,14}}$")
    first = (*openers(words, "reference.pronouns"), *openers(words, "strike.called", plural=True))
    return Anchored(pattern, frozenset(first))


def _follows(source: Source, start: int, trigger: Trigger) -> bool:
    """Whether a strike is brought up as one that something came after: "the statement followed a raid on Zala".

    Somebody else may have struck then: "the strike comes two days after rebels claimed a missile attack on a port".
    """
    came = source.before(comes_after, trigger.start, _CLAUSE, start=start)
    if came is not None and _same_clause().fullmatch(source.folded, came.end(), trigger.start):
        return True
    return source.before(_followed, trigger.start, _BEFORE, start=start) is not None


@cache
def _followed(words: Vocabulary) -> Anchored:
    some = words.either("function.some", "numbers.ones", "numbers.vague")
    which = rf"(?:{some}\s(?:[\w.'-]{{1,14}}\s){{0,4}}|(?:{words.either(*_KINDS)}\.?\s){{0,3}})"
    pattern = re.compile(rf"(?<![\w-]){words.either('reference.came_after')}\s{which}$")
    return Anchored(pattern, openers(words, "reference.came_after"))


@cache
def _same_clause() -> re.Pattern[str]:
    return re.compile(r"\s(?:[\w.'-]{1,16}\s){0,18}")


def is_newest(source: Source, statement: Statement) -> bool:
    """Whether a statement goes back to the news from what was recalled: "The new airstrike comes after a calm"."""
    return source.at(_newest, statement.start, statement.end) is not None


@cache
def _newest(words: Vocabulary) -> re.Pattern[str]:
    newest = words.either("reference.latest", "reference.newest")
    strike = words.either("strike.nouns", "strike.loose", plural=True)
    return word(rf"{words.either('function.the')}\s{newest}\s(?:[\w.-]{{2,14}}\s)?{strike}")


@cache
def comes_after(words: Vocabulary) -> Anchored:
    """Return the pattern of what leads to something that came first: "comes just a day after"."""
    return Anchored(word(coming_after(words)), openers(words, "function.came"))


def is_line(source: Source, start: int, end: int) -> bool:
    """Whether a stretch opens as a release's line does: "Near Hit, one strike destroyed ..."."""
    return source.at(_line, start, end) is not None


@cache
def _line(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"[\W_]{{0,6}}{line_of_list(words)}")


def line_of_list(words: Vocabulary) -> str:
    """Return a pattern of a release's line: "Near Hit, one strike destroyed ..."."""
    number = words.either("numbers.ones", "function.some")
    strikes = words.either("strike.nouns", "strike.plain", plural=True)
    return (
        rf"{words.either('reference.list_leads')}\s[^.;:\n]{{2,60}}?,?\s(?:{number}|\d{{1,3}})\s"
        rf"(?:[\w-]{{1,14}}\s)?{strikes}\s{words.either('strike.effects', 'strike.verbs')}"
    )


@cache
def _some_of(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what makes "the strikes" some of those told: "two of the (strikes)"."""
    number, of = words.either("numbers.ones", "numbers.vague"), words.either("function.of")
    the = words.either("reference.definite", "reference.same")
    return re.compile(rf"(?<![\w-])(?:{number}|\d{{1,3}})\s{of}\s{the}\s(?:{words.either(*_KINDS)}\.?\s){{0,3}}$")


def _incident(source: Source, start: int, end: int) -> tuple[Reference, int] | None:
    """Return how "in the second incident", "in another attack" at the front of a stretch refer, None where none is."""
    match = source.at(_incident_words, start, end)
    if match is None:
        return None
    rank = source.words.table("reference.ordinals").get(match["ordinal"] or "", 0)
    return (Reference.ORDINAL, int(rank)) if rank else (Reference.OTHER, 0)


@cache
def _incident_words(words: Vocabulary) -> re.Pattern[str]:
    ordinal = rf"{words.either('function.articles')}\s(?P<ordinal>{words.either('reference.ordinals')})"
    kinds = rf"(?:{words.either('strike.adjectives')}\s){{0,2}}"
    which = rf"(?:{ordinal}|{words.either('reference.other')})\s{kinds}"
    return word(rf"{words.either('function.in')}\s{which}{words.either('reference.incidents')}")


@cache
def another_one(words: Vocabulary) -> Anchored:
    """Return the pattern of another strike that has no name of its own: "an earlier attack", "another one"."""
    others = ("reference.other", "reference.earlier")
    one = words.either("strike.loose", "reference.one")
    kinds = words.either("strike.adjectives", "reference.such")
    pattern = word(rf"{words.either(*others)}\s(?:{kinds}\s){{0,2}}{one}")
    return Anchored(pattern, openers(words, *others))


@cache
def comes_back(words: Vocabulary) -> Anchored:
    """Return the pattern of a striker's next strike: "the jets came back in the evening and", "it returned and"."""
    craft = words.either("means.aircraft", "strike.weapons", plural=True)
    who = rf"(?:{words.either('function.it')}|{craft})"
    pattern = word(
        rf"{who}\s{words.either('reference.comes_back')}(?:\s[^\s,.;:]{{1,16}}){{0,9}}?,?\s{words.either('function.and')}"
    )
    first = openers(words, "function.it", "means.aircraft", "strike.weapons", plural=True)
    return Anchored(pattern, first, needs=openers(words, "reference.comes_back"))


@cache
def _deadliest(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a strike that is told by its rank: "The deadliest attack was in January, when ..."."""
    strikes = words.either("strike.loose", "strike.nouns", "strike.plain", "reference.incidents")
    the = rf"(?:{words.either('function.in')}\s)?{words.either('function.the')}"
    return word(rf"{the}\s{words.either('reference.deadliest')}\s(?:[\w-]{{2,14}}\s){{0,2}}{strikes}")


@cache
def _opens_earlier(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what opens an earlier strike that has no day: "Only days before, jets hit a mosque"."""
    days = rf"{words.either('reference.long')}\s{words.either('reference.past')}"
    return word(rf"(?:{words.either('reference.just')}\s)?{days}|{words.either('reference.remembered')}")


@cache
def _also(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what opens one more strike: "Also on Wednesday, three were killed"."""
    return word(words.either("reference.also"))


@cache
def _hours_before(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what opens a strike of the same day, told after another one: "Earlier on Friday"."""
    days = words.either("calendar.weekdays", "calendar.words.today")
    that_day = rf"(?:(?:{words.either('function.on')}\s)?{days}|{words.either('reference.that_day')})"
    return word(rf"{words.either('reference.hours_before')}\s{that_day}")
