"""Whether the words round a trigger say that its strike took place.

What is planned, possible, threatened, rehearsed, authorised and not yet done, or denied, did not.
"""

from __future__ import annotations

import re
from functools import cache

from geostrike.reports.strikes.subjects import of_day
from geostrike.reports.strikes.triggers import Sort, Trigger
from geostrike.reports.text.anchors import Anchored, any_of, openers
from geostrike.reports.text.vocabulary import IN_CLAUSE, Vocabulary, last_of, word

_SCOPE = 90
"""Characters before a trigger in which its clause is looked for."""

_AUXILIARIES = 24
"""Characters before a verb in which it is negated."""


def happened(
    folded: str, trigger: Trigger, start: int, end: int, words: Vocabulary, *, done: bool | None = None
) -> bool:
    """Whether the stretch `[start, end)` says that the trigger's strike took place.

    `done` is what :func:`says_done` says of the stretch, where it is known already.

    >>> from geostrike.reports.strikes.triggers import triggers
    >>> from geostrike.reports.text.vocabulary import vocabulary
    >>> words = vocabulary("en")
    >>> text = "laying the groundwork for expanded air attacks"
    >>> happened(text, triggers(text, words)[0], 0, len(text), words)
    False
    >>> text = "six precision airstrikes were carried out on friday"
    >>> happened(text, triggers(text, words)[0], 0, len(text), words)
    True
    """
    if _is_blocked(folded, trigger, start, end, words):
        return False
    if trigger.sort in (Sort.VERB, Sort.MEMBER):
        return True
    if _presupposed(words).search(folded, max(start, trigger.start - _SCOPE), trigger.start):
        return True
    return says_done(folded, start, end, words) if done is None else done


def says_done(folded: str, start: int, end: int, words: Vocabulary) -> bool:
    """Whether a stretch has a verb that says that something was done or had its effect, not negated."""
    return any(
        not is_negated(folded, start, done.start(), words) for done in did_happen(words).finditer(folded, start, end)
    )


def is_negated(folded: str, start: int, verb: int, words: Vocabulary) -> bool:
    """Whether a verb at an offset is negated, denied, modal or an infinitive: "did not kill", "to destroy"."""
    return _before_unreal(words).search(folded, max(start, verb - _AUXILIARIES), verb) is not None


def modals(words: Vocabulary) -> str:
    """Return a group of modal verbs that are no month: "may kill", but not "on 4 May", "in May" or "on May 4"."""
    leads = "".join(rf"(?<!\b{lead}\s)" for lead in words.words("modality.month_leads"))
    return rf"(?:(?<!\d\s)(?<!\d[a-z][a-z]\s){leads}{words.either('modality.modal')}(?!\s\d))"


def _is_blocked(folded: str, trigger: Trigger, start: int, end: int, words: Vocabulary) -> bool:
    clause = _clause_start(folded, max(start, trigger.start - _SCOPE), trigger.start, words)
    before = folded[clause : trigger.start]
    if (
        _negated(words).search(before)
        or _modal_after(words).match(folded, trigger.end, end)
        or (_infinitive(words).search(before) and not _carried_through(words).search(before))
    ):
        return True
    if _relative_done(words).match(folded, trigger.end, end):
        return False
    told = _presupposed(words).search(folded, clause, trigger.start)
    # "Halted flights after an air strike": only what is said of the strike itself can make it unreal.
    before = folded[told.start() : trigger.start] if told else _that(words).split(before)[-1]
    before = _real(words).sub(" ", before)
    # "was killed in an air strike": the verb tells of a death, whatever was threatened before.
    return _unreal(words).search(before) is not None and _adjunct(words).search(before) is None


def _clause_start(folded: str, start: int, end: int, words: Vocabulary) -> int:
    last = last_of(_clause_edge(words).finditer(folded, start, end))
    if last is None:
        return start
    # "In what a doctor, who could not be named, called the worst day, jets hit": the aside is over.
    aside = _aside(words).match(folded, last.end(), end)
    return aside.end() if aside else last.end()


@cache
def _that(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s{words.either('function.that_clause')}\s")


@cache
def _clause_edge(words: Vocabulary) -> re.Pattern[str]:
    # "60 may have died when jets bombed a house": what is told after "when" took place.
    return re.compile(
        rf"[;:\"\u2014]|,\s(?={words.either('function.clauses')}\s)|\s(?={words.either('function.when')}\s)"
    )


@cache
def _aside(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s?{words.either('actors.relative')}\s[^,;:]{{3,80}},\s")


@cache
def did_happen(words: Vocabulary) -> Anchored:
    """Return the pattern of verbs that say that a strike was done or had its effect."""
    return any_of(words, "strike.conducted", "strike.effects", "strike.verbs", "strike.done")


@cache
def _presupposed(words: Vocabulary) -> Anchored:
    """Return the pattern of words before a strike that would not be said if it had not been: "after air strikes"."""
    after = rf"{words.either('modality.presupposes')}\s(?:{IN_CLAUSE}\s){{0,4}}"
    pattern = re.compile(rf"(?<![\w-])(?:{after}|{_done_with(words)})$")
    return Anchored(pattern, openers(words, "modality.presupposes", "modality.carried_through"))


@cache
def _carried_through(words: Vocabulary) -> Anchored:
    return Anchored(re.compile(rf"(?<![\w-]){_done_with(words)}$"), openers(words, "modality.carried_through"))


def _done_with(words: Vocabulary) -> str:
    """Return a pattern of those who did what they set out to: "coordinated with the government to conduct"."""
    to, conduct = words.either("modality.infinitive"), words.either("strike.conduct")
    lead = rf"{words.either('modality.carried_through')}\s(?:{IN_CLAUSE}\s){{1,8}}?{to}\s{conduct}"
    return rf"{lead}\s(?:{IN_CLAUSE}\s){{0,4}}"


@cache
def _before_unreal(words: Vocabulary) -> re.Pattern[str]:
    kinds = words.either("modality.negation", "modality.infinitive", "modality.denied")
    return re.compile(rf"(?<![\w-])(?:{modals(words)}|{kinds})\s(?:\w{{1,12}}\s)?$")


@cache
def _negated(words: Vocabulary) -> re.Pattern[str]:
    over = words.either("modality.negation_ends", "actors.speech")
    none = rf"{words.either('modality.negation')}\s(?:{words.either('modality.reported')}\s)?"
    negated = rf"(?<![\w-]){none}(?:(?!{over}\b){IN_CLAUSE}\s){{0,3}}$"
    # "Denied firing on Barda and said jets had bombed Khojaly": what is said next is not denied.
    said = rf"{words.either('function.and')}\s{words.either('actors.said')}"
    admitted = words.either("modality.admitted", "modality.denial_ends")
    denied = rf"{words.either('modality.denied')}\s(?:(?!(?:{said}|{admitted})\b){IN_CLAUSE}\s){{0,7}}$"
    recalled = rf"(?<![\w-]){words.either('modality.recalled')}\s(?:[\w.'-]{{1,16}}\s){{0,4}}$"
    return re.compile(rf"{negated}|{denied}|{recalled}")


@cache
def _infinitive(words: Vocabulary) -> re.Pattern[str]:
    unreal, conducted = words.either("modality.infinitive", "modality.modal"), words.either("strike.conduct")
    return re.compile(rf"(?<![\w-]){unreal}\s(?:\w{{1,12}}\s)?{conducted}\s(?:{IN_CLAUSE}\s){{0,4}}$")


def _plural(words: Vocabulary) -> str:
    """Return what may be left of a noun behind its trigger."""
    return f"{words.either('function.plurals')}?"


@cache
def _modal_after(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"{_plural(words)}\s(?:[\w-]{{1,12}}\s)?{modals(words)}(?![\w-])")


@cache
def _relative_done(words: Vocabulary) -> re.Pattern[str]:
    did = words.either("strike.effects", "strike.verbs")
    return re.compile(rf"{_plural(words)}\s(?:{words.either('function.that')})?\s?{did}(?![\w-])")


@cache
def _unreal(words: Vocabulary) -> re.Pattern[str]:
    kinds = words.either("modality.planned", "modality.conditional", "modality.definition")
    # "A protest against US drone strikes", but not "against Thursday's strike".
    known = rf"(?:{words.either('function.articles')}\s|{of_day(words)})"
    return word(rf"{modals(words)}|{kinds}|{words.either('modality.protests')}(?!\s{known})")


@cache
def _real(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("modality.real"))


@cache
def _adjunct(words: Vocabulary) -> re.Pattern[str]:
    hurt = words.either("casualties.killed_passive", "casualties.wounded_passive")
    return re.compile(rf"(?<![\w-]){hurt}\s{words.either('function.circumstances')}\s(?:[\w.'/-]{{1,16}}\s){{0,8}}$")
