"""How many strikes are told of where no number is: "yesterday's drone strike" is one, "the raids" are left open."""

from __future__ import annotations

import re
from functools import cache

from geostrike.model import Count
from geostrike.reports.facts.passages import Fact
from geostrike.reports.sources import Source
from geostrike.reports.story.threads import Thread
from geostrike.reports.text.prose import span, within
from geostrike.reports.text.vocabulary import Vocabulary


def lone_strike(thread: Thread, source: Source) -> Fact | None:
    """Return the one strike that a thread's nouns tell of; None where a plural may mean more, or none is named.

    "In that strike" only points back, and may well mean a series.
    """
    first: Fact | None = None
    for statement in thread.statements:
        for index in within(source.triggers, statement.start, statement.end):
            trigger = source.triggers[index]
            noun = _noun(source.words).search(source.folded, trigger.start, trigger.end + 1)
            if noun is None:
                continue
            if noun["many"]:
                return None
            if _points_back(source, trigger.start):
                continue
            words = span(source.text, *noun.span())
            first = first or Fact("strikes", Count(1, 1, words.text), words)
    return first


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
