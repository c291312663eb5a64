"""What each stretch of a sentence states of a strike, and how it refers to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from geostrike.model import Count, Mention
from geostrike.reports import actors, casualties, means
from geostrike.reports.counts import Quantity
from geostrike.reports.dates import DateWords, Form
from geostrike.reports.facts import Fact, Passage, count_fact
from geostrike.reports.prose import Sentence, within
from geostrike.reports.triggers import Sort, Trigger, did_happen, happened, headline_verb, says_done
from geostrike.reports.vocabulary import Vocabulary, either, word

CAMPAIGN_STRIKES = 30
"""Strikes from which a count with no day of its own is a campaign: CENTCOM's busiest days had fewer."""

_HABIT_STRIKES = 5
_DATELINE = 60
_REACH = 300
"""Characters within which words of one sentence bear on each other; keeps the work linear."""



class Reference(StrEnum):
    """How a stretch of text refers to a strike."""

    NEW = "one not told before, unless its facts are those of one that was"
    SAME = "that strike"
    DEFINITE = "the strike"
    DATED = "Tuesday's strike"
    EARLIER = "the last strike; a strike that the told one followed"
    OTHER = "another strike"
    ORDINAL = "the second strike"
    ITEM = "a line of a list"
    CAMPAIGN = "a campaign"
    NONE = "no strike is named, but its effects or its place are"


@dataclass(frozen=True, slots=True)
class Statement:
    """One stretch of a sentence that bears on a strike.

    `told` says that the stretch itself states that the strike happened. `dates` and `mentions`
    are those that can be the strike's own. `ordinal` is 2 in "the second strike".
    """

    sentence: Sentence
    start: int
    end: int
    reference: Reference
    told: bool
    dates: tuple[DateWords, ...] = ()
    mentions: tuple[Mention, ...] = ()
    facts: tuple[Fact, ...] = ()
    ordinal: int = 0
    remarks: tuple[str, ...] = ()

    def count(self, field: str) -> Count:
        """Return the first count of a field, or an empty one."""
        return next((f.value for f in self.facts if f.field == field and isinstance(f.value, Count)), Count())


@dataclass(frozen=True, slots=True)
class Source:
    """A document's text with everything that was spotted in it."""

    text: str
    folded: str
    sentences: Sequence[Sentence]
    quantities: Sequence[Quantity]
    dates: Sequence[DateWords]
    triggers: Sequence[Trigger]
    mentions: Sequence[Mention]
    words: Vocabulary

    def passage(self, start: int, end: int) -> Passage:
        """Return a stretch of the text as a passage to read facts from."""
        return Passage(self.text, self.folded, self.quantities, start, end, self.words.language)


def statements(source: Source) -> Iterator[Statement]:
    """Yield the statements of a document in reading order."""
    for sentence in source.sentences:
        for start, end, background in _stretches(source, sentence):
            found = _statement(source, sentence, start, end, background=background)
            if found is not None:
                yield found


def _stretches(source: Source, sentence: Sentence) -> Iterator[tuple[int, int, bool]]:
    """Cut a sentence where it turns from one strike to another: "... since U.S. bombers struck a camp in January"."""
    start, background = sentence.start, False
    for match in _turns(source.words).finditer(source.folded, sentence.start, sentence.end):
        limit = min(sentence.end, match.end() + _REACH)
        before = within(source.triggers, max(start, match.start() - _REACH), match.start())
        after = [source.triggers[index] for index in within(source.triggers, match.end(), limit)]
        firm = [trigger for trigger in after if trigger.sort not in (Sort.LOOSE, Sort.CAMPAIGN)]
        if not before or not firm:
            continue
        if match["other"] and firm[0].start - match.end() > 40:
            continue
        if not happened(source.folded, firm[0], match.end(), limit, source.words.language):
            continue
        yield start, match.start(), background
        start, background = match.end() if match["back"] else match.start(), bool(match["back"])
    yield start, sentence.end, background


def _statement(source: Source, sentence: Sentence, start: int, end: int, *, background: bool) -> Statement | None:
    found = [source.triggers[index] for index in within(source.triggers, start, end)]
    language = source.words.language
    # Headlines and lists need no past tense: "US strikes kill 17", "one strike with inconclusive results".
    done = sentence.headline or sentence.item or says_done(source.folded, start, end, language)
    told = [trigger for trigger in found if happened(source.folded, trigger, start, end, language, done=done)]
    if not found and sentence.headline and headline_verb(source.words).search(source.folded, start, end):
        return _build(source, sentence, start, end, Reference.NEW, told=True)
    if any(trigger.sort is Sort.PLAIN for trigger in found) and not _is_military(source, found, start, end):
        return None
    if not found:
        return _continuation(source, sentence, start, end)
    if _is_campaign(source, found, start, end):
        return _build(source, sentence, start, end, Reference.CAMPAIGN, told=_campaign_told(source, found, start, end))
    # The strike itself is named before what it did; only a loose noun ("the operation") is second choice.
    main = next((trigger for trigger in told if trigger.sort is not Sort.LOOSE), (told or found)[0])
    reference, ordinal = _reference(source, main, start)
    if sentence.item or _listed(source.words).match(source.folded, start, end):
        reference = Reference.ITEM
    elif reference is Reference.NEW and _again(source.words).search(source.folded, start, end):
        reference = Reference.OTHER
    elif background and reference in (Reference.NEW, Reference.DEFINITE):
        reference = Reference.EARLIER
    if main.sort is Sort.LOOSE and reference is Reference.NEW:
        reference = Reference.DEFINITE
    return _build(source, sentence, start, end, reference, told=bool(told), ordinal=ordinal)


def _is_military(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
    """Whether a plain "strike" is an armed one: another trigger, a release's wording or a military word stands near."""
    firm = any(trigger.sort in (Sort.NOUN, Sort.VERB) for trigger in found)
    listed = _listed(source.words).match(source.folded, start, end) is not None
    return firm or listed or _military(source.words).search(source.folded, max(0, start - 300), end + 300) is not None


def _is_campaign(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
    stretch = source.folded[start:end]
    campaign = next((trigger for trigger in found if trigger.sort is Sort.CAMPAIGN), None)
    if campaign is not None:
        named = source.folded[campaign.start : campaign.end]
        lone = all(trigger.sort in (Sort.CAMPAIGN, Sort.LOOSE) for trigger in found)
        return lone and (not _operation(source.words).search(named) or bool(_spanning(source.words).search(stretch)))
    counted = [q for q in source.passage(start, end).counted() if _is_strike_count(source, q)]
    low = max((quantity.low or 0 for quantity in counted), default=0)
    days = [source.dates[index] for index in within(source.dates, start, end)]
    by_day = any(date.form in (Form.DAY, Form.WEEKDAY, Form.TODAY, Form.YESTERDAY, Form.LAST_NIGHT) for date in days)
    habit = _period(source.words).search(stretch) is not None
    return (low >= CAMPAIGN_STRIKES and not (by_day and not habit)) or (low >= _HABIT_STRIKES and habit)


def _campaign_told(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
    """Whether a campaign is told as a fact: nothing before it makes it a plan."""
    probe = Trigger(found[0].start, found[0].end, Sort.VERB)
    return happened(source.folded, probe, start, end, source.words.language)


def _is_strike_count(source: Source, quantity: Quantity) -> bool:
    return source.passage(0, 0).kind(quantity) == "strikes"


def _reference(source: Source, trigger: Trigger, start: int) -> tuple[Reference, int]:
    """Return how the noun phrase of a trigger refers, from the words before its noun."""
    inside = _inner(source.words).search(source.folded, trigger.start, trigger.end)
    if inside is not None:
        return (Reference.SAME if inside["same"] else Reference.DEFINITE), 0
    before = source.folded[max(start, trigger.start - 60) : trigger.start]
    match = _determiner(source.words).search(before)
    if match is None:
        return Reference.NEW, 0
    if match["date"]:
        return Reference.DATED, 0
    predicate = _predicate(source.words).search(source.folded[max(start, trigger.start - 90) : trigger.start])
    if predicate is not None:
        return Reference.SAME, 0
    for group, reference in (
        ("earlier", Reference.EARLIER),
        ("other", Reference.OTHER),
        ("same", Reference.SAME),
    ):
        if match[group]:
            return reference, 0
    if match["ordinal"]:
        rank = int(source.words.table("reference.ordinals")[match["ordinal"]])
        return Reference.ORDINAL, rank
    return (Reference.DEFINITE, 0) if match["definite"] else (Reference.NEW, 0)


def _continuation(source: Source, sentence: Sentence, start: int, end: int) -> Statement | None:
    """Return what a sentence without a strike adds to the one told: who was killed, where the camp lay."""
    if _foreign(source.words).search(source.folded, start, end):
        return None
    passage = source.passage(start, end)
    facts = [*casualties.casualties(passage), *casualties.destruction(passage)]
    placed = _placed(source.words).search(source.folded, start, end) is not None
    if not facts and not placed and not list(casualties.remarks(passage)):
        return None
    statement = _build(source, sentence, start, end, Reference.NONE, told=False)
    if placed:
        return statement
    return Statement(sentence, start, end, Reference.NONE, False, (), (), statement.facts, 0, statement.remarks)


def _build(
    source: Source, sentence: Sentence, start: int, end: int, reference: Reference, *, told: bool, ordinal: int = 0
) -> Statement:
    passage = source.passage(start, end)
    return Statement(
        sentence,
        start,
        end,
        reference,
        told,
        tuple(_since(source, start, end) if reference is Reference.CAMPAIGN else ())
        or tuple(_own_dates(source, start, end)),
        tuple(_own_mentions(source, start, end)),
        tuple(_facts(source, passage, sentence)),
        ordinal,
        tuple(casualties.remarks(passage)),
    )


def _facts(source: Source, passage: Passage, sentence: Sentence) -> Iterator[Fact]:
    counted = [quantity for quantity in passage.counted() if _is_strike_count(source, quantity)]
    # "two strikes" counts more than "a strike", which may stand for a series.
    for quantity in sorted(counted, key=lambda quantity: quantity.article)[:1]:
        fact = count_fact("strikes", source.text, [quantity])
        yield Fact("strikes", fact.value, fact.span, 0 if quantity.article else 1)
    if not _cumulative(source.words).search(source.folded, passage.start, passage.end):
        yield from casualties.casualties(passage)
    yield from casualties.destruction(passage)
    targets = list(means.target(passage))
    yield from targets
    if casualties.destroys_people(passage) and (struck := max(targets, key=lambda fact: fact.weight, default=None)):
        yield Fact("destroyed", struck.value, struck.span, -1)
    yield from means.aircraft(passage)
    yield from means.munitions(passage)
    yield from actors.actor(passage)
    yield from actors.attribution(source.passage(sentence.start, sentence.end))


def _own_dates(source: Source, start: int, end: int) -> Iterator[DateWords]:
    """Yield the dates of a stretch that are the strike's, not those of saying it or of something since."""
    for index in within(source.dates, start, end):
        date = source.dates[index]
        before = source.folded[max(start, date.start - 70) : date.start]
        after = source.folded[date.end : min(end, date.end + 24)]
        fronted = not source.folded[start : date.start].strip(" \"'-—*•") or before.strip() in ("on", "in", "late on")
        said = _said_before(source.words).search(before) or (_said_after(source.words).match(after) and not fronted)
        bounded = _boundary(source.words).search(before) is not None or date.form is Form.RECENT
        dateline = date.start - start < _DATELINE and _dash().match(source.text, date.end) is not None
        if not said and not bounded and not dateline and not _in_other_clause(source, start, date):
            yield date


def _since(source: Source, start: int, end: int) -> Iterator[DateWords]:
    """Yield the date from which a campaign counts: "since 2011"."""
    for index in within(source.dates, start, end):
        date = source.dates[index]
        if _since_before(source.words).search(source.folded, max(start, date.start - 12), date.start):
            yield replace(date, open_end=True)


def _in_other_clause(source: Source, start: int, date: DateWords) -> bool:
    """Whether a date belongs to a clause of its own: "killed fighters who fled the city last month"."""
    before = within(source.triggers, max(start, date.start - _REACH), date.start)
    if not before:
        return False
    opening = source.triggers[before[-1]].end
    last = None
    for last in _subordinate(source.words).finditer(source.folded, opening, date.start):
        pass
    return last is not None and did_happen(source.words).search(source.folded, last.end(), date.start) is None


def _own_mentions(source: Source, start: int, end: int) -> Iterator[Mention]:
    for index in within(source.mentions, start, end):
        mention = source.mentions[index]
        before = source.folded[max(start, mention.start - 50) : mention.start]
        dateline = start == mention.start or source.text[mention.start : mention.end].isupper()
        if not _origin(source.words).search(before) and not (dateline and _is_dateline(source.text, mention)):
            yield mention


@cache
def _dash() -> re.Pattern[str]:
    return re.compile(r"\s?[,)]?\s?(?:—|--|–|(?<=[\s)])-)\s?")


def _is_dateline(text: str, mention: Mention) -> bool:
    """Whether a mention stands before the dash that opens a story: "WASHINGTON —"."""
    return re.match(r"[^.!?\n]{0,40}?\s?(?:—|--|–|\s-)\s", text[mention.end : mention.end + 60]) is not None


@cache
def _again(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("reference.again"))


@cache
def _subordinate(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("reference.subordinate"))


@cache
def _turns(words: Vocabulary) -> re.Pattern[str]:
    others = either(
        (*words.words("reference.other"), *(f"a {ordinal}" for ordinal in words.table("reference.ordinals")))
    )
    return re.compile(
        rf"(?P<back>,?\s(?:{words.either('reference.background')})\s)"
        rf"|(?P<other>;\s|,?\s(?:and|while|but|as)\s(?={others}\s)|,\swhile\s|,\sand\s(?=on\s))"
    )


@cache
def _inner(words: Vocabulary) -> re.Pattern[str]:
    return word(
        rf"(?:(?P<same>{words.either('reference.same')})|the)\s(?:[\w.-]{{1,14}}\s){{0,2}}"
        rf"{words.either('strike.loose', plural=True)}"
    )


@cache
def _determiner(words: Vocabulary) -> re.Pattern[str]:
    days = either((*words.table("calendar.weekdays"), "yesterday", "today", *words.table("calendar.months")))
    modifiers = words.either(
        "strike.adjectives", "means.adjectives", "actors.states", "actors.demonyms", "actors.kinds"
    )
    group = rf"(?:{words.either('reference.groups')}\sof\s)?"
    number = either((*words.table("numbers.ones"), "several"))
    ordinal = either(tuple(words.table("reference.ordinals")))
    return re.compile(
        rf"(?<![\w-])(?:(?P<date>{days}(?:\s\d{{1,2}})?(?:'s|')(?:\s\w{{1,12}})?)|(?P<earlier>{words.either('reference.earlier')})"
        rf"|(?P<other>{words.either('reference.other')})|(?P<same>{words.either('reference.same')})"
        rf"|(?:the|an?)\s(?P<ordinal>{ordinal})|(?P<definite>{words.either('reference.definite')}))"
        rf"(?:\s(?:{number}|\d{{1,3}}))?\s(?:{modifiers}\.?\s){{0,4}}{group}(?:{modifiers}\.?\s){{0,4}}$"
    )


@cache
def _predicate(words: Vocabulary) -> re.Pattern[str]:
    copula = words.either("reference.copulas")
    return re.compile(
        rf"(?<![\w-]){words.either('reference.pronouns')}\s(?:also\s)?{copula}\s(?:only\s)?(?:the|an?)\s(?:[\w.-]{{1,14}}\s){{0,4}}$|(?:strikes?|attack|raid|operation)\s{copula}\s(?:only\s)?(?:the|an?)\s(?:[\w.-]{{1,14}}\s){{0,4}}$"
    )


@cache
def _listed(words: Vocabulary) -> re.Pattern[str]:
    number = either((*words.table("numbers.ones"), "a", "an"))
    return re.compile(
        rf"[\W_]{{0,6}}{words.either('reference.list_leads')}\s[^.;:\n]{{2,60}}?,?\s(?:{number}|\d{{1,3}})\s"
        rf"(?:[\w-]{{1,14}}\s)?{words.either('strike.nouns', 'strike.plain')}s?\s{words.either('strike.effects', 'strike.verbs')}"
    )


@cache
def _military(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("strike.military") + "s?")


@cache
def _operation(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("strike.operations"))


@cache
def _spanning(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-]){words.either('strike.began', 'strike.ended')}(?![\w-])|{words.either('strike.lasting')}"
    )


@cache
def _period(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("strike.period"))


@cache
def _cumulative(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("casualties.cumulative"))


@cache
def _foreign(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("casualties.foreign") + "s?")


@cache
def _placed(words: Vocabulary) -> re.Pattern[str]:
    return word(rf"(?:the|both|those|these|its)\s(?:[\w.-]{{1,14}}\s){{0,3}}{words.either('reference.places')}")


@cache
def _said_before(words: Vocabulary) -> re.Pattern[str]:
    verbs = words.either("actors.speech", "actors.statements", "actors.issued")
    strikes = words.either("strike.loose", "strike.nouns", "strike.verbs", "strike.conducted", plural=True)
    return re.compile(
        rf"(?<![\w-]){verbs}(?:\s(?!{strikes}\b|that\b|it\b|an?\b(?!\sstatement))[\w.'-]{{1,18}}){{0,4}}\s(?:on\s|late\s|early\s){{0,2}}$"
    )


@cache
def _said_after(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s(?:{words.either('actors.said', 'actors.speech')}|that)(?![\w-])")


@cache
def _since_before(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('calendar.words.from_then')}\s(?:the\s)?$")


@cache
def _boundary(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('calendar.words.since')}\s(?:about\s|early\s|late\s)?$")


@cache
def _origin(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-]){words.either('means.origin')}\s(?:(?:the|an?)\s)?(?:[\w-]{{1,14}}\s){{0,2}}(?:in\s|near\s)?$"
    )
