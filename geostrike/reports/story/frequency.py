"""How many strikes are told of where no number is: "yesterday's drone strike" is one, "the raids" are left open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from geostrike.model import Count
from geostrike.reports.facts.passages import Fact
from geostrike.reports.sources import Source, Statement
from geostrike.reports.story.threads import KEPT, Thread
from geostrike.reports.text.prose import span, within
from geostrike.reports.text.vocabulary import Vocabulary


def lone_strike(thread: Thread, source: Source) -> Fact | None:
    """Return the one strike that a thread's nouns tell of; None where a plural may mean more, or none is named.

    "In that strike" only points back, and may well mean a series.
    """
    first: Fact | None = None
    for noun in _nouns(thread.statements, source):
        if noun["many"]:
            return None
        if first is None and not _points_back(source, noun.start()):
            words = span(source.text, *noun.span())
            first = Fact("strikes", Count(1, 1, words.text), words)
    return first


def are_several(thread: Thread, source: Source) -> bool:
    """Whether strikes are told without their number: "air strikes killed two"."""
    told = (statement for statement in thread.statements[:KEPT] if statement.told)
    return any(noun["many"] for noun in _nouns(told, source))


def _nouns(statements: Iterable[Statement], source: Source) -> Iterator[re.Match[str]]:
    """Yield the nouns of strikes in what was told, with their plural's ending as "many"."""
    for statement in statements:
        for trigger in within(source.triggers, statement.start, statement.end):
            noun = _noun(source.words).search(source.folded, trigger.start, trigger.end + 1)
            if noun is not None:
                yield noun


def _points_back(source: Source, start: int) -> bool:
    return source.folded.endswith(_pointers(source.words), 0, start)


@cache
def _pointers(words: Vocabulary) -> tuple[str, ...]:
    return tuple(f" {word} " for word in words.words("function.pointing"))


@cache
def _noun(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-]){words.either('strike.countable')}(?P<many>{words.either('function.plurals')})?(?![\w-])"
    )
