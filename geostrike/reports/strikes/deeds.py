"""Strikes that no noun or verb of a strike tells of: one with whom strikes are made, and the harm that was done.

"Warplanes shredded a wedding hall; 30 died", "the boat was machine-gunned by an Apache, killing nine".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from geostrike.reports.strikes.namesakes import fell, is_namesake
from geostrike.reports.strikes.subjects import ASIDE, whose
from geostrike.reports.strikes.triggers import Sort, Trigger, on_ground
from geostrike.reports.text.anchors import Anchored, any_of, openers
from geostrike.reports.text.prose import Sentence, within
from geostrike.reports.text.vocabulary import IN_CLAUSE, Vocabulary, word

_BEFORE = 48
"""Characters before a word in which it is said that it is only brought up or denied."""


def deeds(folded: str, sentences: Sequence[Sentence], known: Sequence[Trigger], words: Vocabulary) -> Iterator[Trigger]:
    """Yield a trigger for each sentence that tells of a strike in no known words, in reading order.

    Those that strike far from home from the air alone have killed, or aircraft were heard and then explosions, or
    it has an aircraft or weapon as its doer and says who was killed or what was lost, or the next sentence does
    where it names what was struck, and speaks neither of a mishap nor of people on the ground. Sentences that have
    a trigger in `known`, other than a noun that only points back, are left to it.

    >>> from geostrike.reports.text.prose import sentences
    >>> from geostrike.reports.text.vocabulary import vocabulary
    >>> words = vocabulary("en")
    >>> for text in ("jets shredded a hall and 30 died.", "a jet crashed and two died.", "jets flew over the hall."):
    ...     print([text[deed.start : deed.end] for deed in deeds(text, sentences(text), [], words)])
    ['jets']
    []
    []
    """
    for sentence in sentences:
        start, end = sentence.start, sentence.end
        if any(each.sort is not Sort.LOOSE for each in within(known, start, end)):
            continue
        doer = _far_off(words).search(folded, start, end) or _overhead(folded, start, end, words)
        # What leads to the deed of others before: "after al-Shabab overran a base".
        before = any_of(words, "deeds.answered").search(folded, doer.end(), end) if doer else None
        if doer and not _is_otherwise(folded, start, before.start() if before else end, words):
            yield Trigger(*doer.span(), Sort.VERB)
            continue
        doer = next(_doers(folded, start, end, words), None)
        if doer is None:
            continue
        things = any_of(words, "nouns.sites", "nouns.vehicles", plural=True)
        if things.search(folded, doer.end(), end) and sentence.rank + 1 < len(sentences):
            # "A missile brought down part of a tower block. Six people were killed."
            end = sentences[sentence.rank + 1].end
        if _is_harm(folded, start, end, words):
            yield Trigger(*doer.span(), Sort.VERB)


def may_do_harm(folded: str, words: Vocabulary) -> bool:
    """Whether a folded text has any word of a doer and any of harm."""
    told = (_strikers, _harm), (_strikers, _blasts), (_far_off,)
    return any(all(pattern(words).search(folded) is not None for pattern in each) for each in told)


def _doers(folded: str, start: int, end: int, words: Vocabulary) -> Iterator[re.Match[str]]:
    """Yield what has struck: not "a drone factory", "drones circled", "flown by helicopter", "shot down a drone"."""
    for doer in _strikers(words).finditer(folded, start, end):
        before = max(start, doer.start() - _BEFORE)
        shot_down = _shot_down(words).search(folded, before, doer.start()) is not None
        if shot_down or is_namesake(folded, *doer.span(), words):
            continue
        did = _did(words).match(folded, doer.end(), end)
        if did is not None and fell(folded, doer.start(), did.end(), words):
            continue
        if did is not None or _done_by(words).search(folded, before, doer.start()):
            yield doer


def _overhead(folded: str, start: int, end: int, words: Vocabulary) -> re.Match[str] | None:
    """Return aircraft that were heard before explosions: "were woken by jets on Monday and counted 13 explosions"."""
    if _blasts(words).search(folded, start, end) is None:
        return None
    heard = _heard(words).search(folded, start, end)
    if heard is None:
        return None
    return None if is_namesake(folded, *heard.span("at" if heard["at"] else "behind"), words) else heard


def _is_harm(folded: str, start: int, end: int, words: Vocabulary) -> bool:
    """Whether a sentence says that somebody was hurt or something lost, by no mishap and by nobody on the ground."""
    harmed = any(
        not _denied(words).search(folded, max(start, harm.start() - _BEFORE), harm.start())
        for harm in _harm(words).finditer(folded, start, end)
    )
    return harmed and _otherwise(words).search(folded, start, end) is None


def _strikers(words: Vocabulary) -> Anchored:
    return any_of(words, "means.aircraft", "strike.weapons", plural=True)


def _harm(words: Vocabulary) -> Anchored:
    return any_of(words, "deeds.harm", "casualties.killed_active", "casualties.killed_passive", "casualties.dying")


def _otherwise(words: Vocabulary) -> Anchored:
    return any_of(words, "deeds.mishaps", "deeds.ground", "strike.sport", "strike.mock")


def _is_otherwise(folded: str, start: int, end: int, words: Vocabulary) -> bool:
    """Whether a stretch tells of a mishap, or of people on the ground."""
    return any(said(words).search(folded, start, end) is not None for said in (_otherwise, on_ground))


@cache
def _far_off(words: Vocabulary) -> Anchored:
    """Return the pattern of those who fight abroad from the air: "Africa Command said its forces had killed 11"."""
    it = words.either("actors.its", "function.it")
    its = rf"{it}(?:\s{words.either('actors.forces')})?"
    said = (
        rf"{ASIDE}(?:\s{words.either('function.have')})?\s{words.either('actors.said')}(?:\s{IN_CLAUSE}){{0,4}}?\s{its}"
    )
    lists = ("numbers.ones", "numbers.tens", "numbers.vague", "function.rough", "function.some")
    number = rf"(?:{words.either(*lists)}|\d{{1,3}})"
    killed = rf"{words.either('casualties.killed_active')}\s(?:[\w-]{{2,7}}\s){{0,2}}?{number}"
    pattern = word(rf"{words.either('deeds.far_off')}(?:{said})?(?:\s{words.either('function.have')})?\s{killed}")
    return Anchored(pattern, openers(words, "deeds.far_off"))


@cache
def _heard(words: Vocabulary) -> Anchored:
    """Return the pattern of aircraft that were heard or came low: "jets roared over", "woken by low-flying jets"."""
    aircraft, some = words.either("means.aircraft", plural=True), rf"(?:\s{IN_CLAUSE})"
    flew, heard = words.either("deeds.flew_over"), words.either("deeds.heard")
    pattern = word(rf"(?P<at>{aircraft}){some}{{0,8}}?\s{flew}|{heard}{some}{{0,4}}?\s(?P<behind>{aircraft})")
    return Anchored(pattern, openers(words, "means.aircraft", "deeds.heard", plural=True))


def _blasts(words: Vocabulary) -> Anchored:
    return any_of(words, "deeds.blasts")


@cache
def _did(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what follows a doer that did something: "of the army mistakenly raked"."""
    more = rf"(?:\s{words.either('deeds.shells', plural=True)})?(?:\s{words.either('function.and')}\s[\w-]{{2,14}})?"
    aside = rf"{ASIDE}(?:\s{words.either('strike.adverbs', 'function.that')}){{0,3}}"
    still = rf"(?!{words.either('deeds.still')}(?![\w-]))"
    did = rf"(?:[a-z-]{{2,16}}{words.either('deeds.past')}|{words.either('deeds.irregular')})(?![\w-])"
    dead = words.either("casualties.killed_passive", "casualties.wounded_passive")
    left = rf"{words.either('deeds.left')}\s(?:{IN_CLAUSE}\s){{1,4}}{dead}(?![\w-])"
    return re.compile(rf"{more}{whose(words)}{aside}\s(?:{left}|{still}{did})")


@cache
def _done_by(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what leads to a doer: "was machine-gunned by an army", "fire from a"."""
    carried = rf"(?!{words.either('deeds.carried')}\s)"
    done = rf"(?:[a-z-]{{2,16}}{words.either('deeds.past')}|{words.either('deeds.told_of', plural=True)})"
    return re.compile(rf"(?<![\w-]){carried}{done}\s{words.either('deeds.links')}\s(?:{IN_CLAUSE}\s){{0,4}}$")


@cache
def _shot_down(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('deeds.shot_down')}\s(?:{IN_CLAUSE}\s){{0,3}}$")


@cache
def _denied(words: Vocabulary) -> re.Pattern[str]:
    no = words.either(
        "casualties.no", "casualties.nobody", "modality.negation", "modality.modal", "modality.infinitive"
    )
    return re.compile(rf"(?<![\w-]){no}\s(?:{IN_CLAUSE}\s){{0,2}}$")
