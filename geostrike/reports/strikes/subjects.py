"""Who can strike, as a subject, and what may stand between a subject and its verb."""

from __future__ import annotations

from geostrike.reports.text.vocabulary import IN_CLAUSE, IN_PHRASE, Vocabulary

ASIDE = r"(?:,(?:[^,.;:\n]|(?<=\b\w)\.){3,70},)?"
"""Pattern of what may be put in between commas, or nothing: ", fired by a u.s. drone,"."""

NOWADAYS = ("calendar.words.today", "calendar.words.yesterday", "calendar.words.last_night")
"""Where the words for days counted from the story's own are."""


def craft(words: Vocabulary) -> str:
    """Return aircraft, and weapons that strikes are made with: "F-16s", "a missile", but not "a helicopter crash"."""
    mishap = rf"(?!\s{words.either('means.mishaps', plural=True)}(?![\w-]))"
    return rf"{words.either('means.aircraft', 'strike.weapons', plural=True)}{mishap}"


def whose(words: Vocabulary) -> str:
    """Return whose aircraft or forces are, behind them: "of the army of the east led by the general", or nothing."""
    return rf"(?:\s{words.either('strike.of_whom')}(?:\s{IN_PHRASE}){{1,10}}?)?"


def crafts(words: Vocabulary) -> str:
    """Return aircraft as a subject: "warplanes thought to be Russian", "bombers and drones", "the air force"."""
    more = rf"(?:\s{words.either('function.and')}\s(?:{IN_CLAUSE}\s){{0,3}}{craft(words)})?"
    return rf"(?:{craft(words)}|{words.either('means.singular_forces')}){whose(words)}{more}"


def owners(words: Vocabulary) -> str:
    """Return states, and what is of them: "US", "Russian"."""
    return words.either("actors.states", "actors.demonyms")


def forces(words: Vocabulary) -> str:
    """Return a state or its forces as a subject: "the US", "Saudi-led coalition forces"."""
    owned = rf"{owners(words)}\.?(?:{words.either('function.possessive')})?"
    theirs = rf"{owned}(?:\s[\w-]{{2,16}}){{0,3}}\s{words.either('actors.forces')}"
    known = words.either("actors.states", "actors.named", "actors.bodies")
    return rf"(?:{theirs}|{known}\.?(?:\s{words.either('actors.forces')})?)"


def sending(words: Vocabulary) -> str:
    """Return a pattern of letting aircraft strike: "used drones to hit", "sent six warplanes to bomb"."""
    some = rf"(?:\s{IN_CLAUSE}){{0,4}}"
    return rf"{words.either('strike.used')}{some}\s{craft(words)}\s{words.either('strike.to_strike')}"


def between(words: Vocabulary) -> str:
    """Return what may stand between subject and verb: an aside, adverbs, a day, a country."""
    at, on = words.either("function.in"), words.either("function.on")
    months = words.either("calendar.months")
    day = rf"(?:{on}\s)?{_weekday(words)}|{_nowadays(words)}|{on}\s(?:\d{{1,2}}\s{months}|{months}\.?\s\d{{1,2}})"
    reputed = rf"{words.either('function.are')}\s{words.either('strike.reputed')}"
    adverb = rf"(?:{words.either('strike.adverbs')}|{reputed}|{day}|{at}\s[\w-]{{2,20}})"
    # 'An "unidentified aircraft" hit', 'jets "badly damaged"', "the Central Command (CENTCOM) forces struck".
    short = rf"(?:\s\([^()\n]{{1,30}}\)(?:\s{words.either('actors.forces')})?)?"
    return rf"\"?{short}{ASIDE}(?:\s\"?{adverb}){{0,3}}"


def of_day(words: Vocabulary) -> str:
    """Return a pattern of a day that owns what follows: "Tuesday's", "Sunday night's", "today's"."""
    return rf"(?:{_weekday(words)}|{_nowadays(words)}){words.either('function.possessive')}"


def _weekday(words: Vocabulary) -> str:
    parts = words.either("calendar.words.day_parts", "calendar.words.nights")
    return rf"{words.either('calendar.weekdays')}(?:\s{parts})?"


def _nowadays(words: Vocabulary) -> str:
    return words.either(*NOWADAYS)
