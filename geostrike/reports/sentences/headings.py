"""Lines that head what is told below them: the day of an entry or a record, and a list of what was hit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from geostrike.reports.belonging.datelines import is_filing
from geostrike.reports.belonging.own_places import own_mentions
from geostrike.reports.dates.expressions import DateWords, Form
from geostrike.reports.sources import Source, once_each
from geostrike.reports.text.prose import Sentence, first_within, line_round

_LONGEST = 70
"""Most characters of a line that heads an entry."""

_BELOW = 600
"""Characters below such a line in which its entry must begin."""

_INDENT = 3
"""Most characters before the first word of a line."""

_ENDS = " .:-–—"


class Heading(NamedTuple):
    """The day that a line states, the number of its line, and whether it holds until the next such line."""

    paragraph: int
    date: DateWords
    lasts: bool

    def dates(self, sentence: Sentence) -> tuple[DateWords, ...]:
        """Return the day that a sentence below has from it, if any."""
        return (self.date,) if self.lasts or sentence.paragraph == self.paragraph + 1 else ()


def heading(source: Source, sentence: Sentence, *, near: bool) -> Heading | None:
    """Return the day that a line states for what stands under it.

    It holds for all of an entry where it heads a list ("Key hits 20 August:"), is the field of a record ("Incident
    date: July 31, 2015") or one of several such lines ("Ob257 – January 10 2012"). One that stands alone among what
    is told of strikes, `near`, holds for the next line.
    """
    date = _closing_day(source, sentence.start, sentence.end)
    if date is None:
        return None
    lead = source.folded[sentence.start : date.start].strip()
    told = sentence.start if lead or not sentence.rank else source.sentences[sentence.rank - 1].start
    if source.has(told, date.start, "reference.record_days"):
        return Heading(sentence.paragraph, date, lasts=True)
    if source.has(told, date.start, "actors.issued"):
        return None  # "First published", "Last updated"
    entries = _entries(source, 0, len(source.text))
    if date in entries or opens_list(source, sentence):
        return Heading(sentence.paragraph, date, lasts=True)
    alone = near and not lead and not is_filing(source, sentence.start, date)
    return Heading(sentence.paragraph, date, lasts=False) if alone else None


def opens_list(source: Source, sentence: Sentence) -> bool:
    """Whether a line announces a list of what was hit: "Key hits 20 August:", "It said targets included:"."""
    end = source.folded[sentence.start : sentence.end].rstrip()
    return end.endswith(":") and source.has(sentence.start, sentence.end, "strike.listed_hits")


def is_listed(source: Source, sentence: Sentence) -> bool:
    """Whether a line of such a list says what was hit where: "In the vicinity of Hun: 1 tank", "- A tank near Hun"."""
    places = own_mentions(source, sentence.start, sentence.end)
    if not places or first_within(source.quantities, sentence.start, sentence.end) is None:
        return False
    return sentence.item or (places[0].start == sentence.start and source.text.startswith(":", places[0].end))


@once_each
def _entries(source: Source, start: int, end: int) -> Iterator[DateWords]:
    """Yield the days of lines that head entries, if they head more than one: "Ob257 – January 10 2012"."""
    found: dict[str, DateWords] = {}
    for date in source.dates:
        opening, closing = line_round(source.text, date.start, date.end)
        if _closing_day(source, opening, closing) is not date:
            continue
        if _tells(source, closing, lone=not source.text[opening : date.start].strip()):
            found.setdefault(source.folded[date.start : date.end], date)
    if len(found) > 1:
        yield from found.values()


def _tells(source: Source, end: int, *, lone: bool) -> bool:
    """Whether the next line is one of a story; beneath a line of more than a day one of the next few."""
    below = [line for line in source.text[end : end + _BELOW].split("\n") if line.strip()]
    return any(_is_prose(line) for line in (below[:1] if lone else below[:4]))


def _is_prose(line: str) -> bool:
    return len(line) > _LONGEST or line.rstrip().endswith(".")


def _closing_day(source: Source, start: int, end: int) -> DateWords | None:
    """Return the day that ends a line which is short and tells of no strike."""
    if end - start > _LONGEST or first_within(source.triggers, start, end) is not None:
        return None
    date = first_within(source.dates, start, end)
    if date is None or date.form is not Form.DAY or source.text[date.end : end].strip(_ENDS):
        return None
    return date if line_round(source.text, start, end)[0] >= start - _INDENT else None
