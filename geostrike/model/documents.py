"""Documents, and what one of them reports of one strike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from geostrike.errors import InputError

if TYPE_CHECKING:
    from geostrike.model.localities import Mention

UNCERTAIN = "?"
"""EDTF's mark behind a day that no words state: that of publication, because a strike is told as news."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text with what is known of its origin.

    `published` is the day of publication, None where unknown; nothing else dates a document.
    """

    id: str
    text: str
    published: date | None = None
    publisher: str = ""
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Where in a document's text a claim stands: Python slice offsets and the verbatim words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Count:
    """A stated number as an interval, ends included; None where open.

    "more than 80" is (80, None): a floor as the writer gives it. "fewer than 10" is (None, 9).
    "several" and its like are intervals from the language's lexicon.
    """

    low: int | None = None
    high: int | None = None
    text: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise InputError(f"count {self.low}-{self.high}: needs low <= high; swap the ends")

    def __bool__(self) -> bool:
        return self.low is not None or self.high is not None


def agreed(counts: Sequence[Count]) -> tuple[Count, bool]:
    """Return the count that several statements of one number allow, and whether they agree.

    Intervals that overlap narrow each other. Those that only touch at an open end, as "more than
    80" and "80" do, and those that exclude each other, are covered by one interval.

    Examples
    --------
    >>> agreed([Count(2, None), Count(None, 9)])
    (Count(low=2, high=9, text=''), True)
    >>> agreed([Count(80, None), Count(80, 80)])
    (Count(low=80, high=None, text=''), True)
    >>> agreed([Count(12, 12), Count(17, 17)])
    (Count(low=12, high=17, text=''), False)
    """
    stated = [count for count in counts if count]
    lows = [count.low for count in stated if count.low is not None]
    highs = [count.high for count in stated if count.high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    touching = low == high and any((count.low is None) != (count.high is None) for count in stated)
    if low is None or high is None or low < high or (low == high and not (touching and _at_an_end(stated, low))):
        return Count(low, high), True
    least = min(lows) if len(lows) == len(stated) else None
    most = max(highs) if len(highs) == len(stated) else None
    return Count(least, most), low == high


def _at_an_end(counts: Sequence[Count], number: int) -> bool:
    """Whether the one end of a half-open count is the number itself."""
    return any(number in (count.low, count.high) and None in (count.low, count.high) for count in counts)


@dataclass(frozen=True, slots=True)
class DateInterval:
    """When: first and last possible day, an EDTF string, and the words; unresolved where None.

    `rule` says how the days were found, `reason` why words such as "on Friday" could not be
    resolved; a day whose year is not known keeps its EDTF string ("XXXX-09-22").
    """

    start: date | None = None
    end: date | None = None
    edtf: str = ""
    text: str = ""
    reason: str = ""
    rule: str = ""

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            raise InputError(f"date interval {self.start}/{self.end}: needs both ends or neither; repeat the known one")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise InputError(f"date interval {self.start}/{self.end}: needs start <= end; swap the ends")

    def __bool__(self) -> bool:
        return self.start is not None


class ReportKind(StrEnum):
    """A strike (or a short series on one target), or a campaign of many over weeks."""

    STRIKE = "strike"
    CAMPAIGN = "campaign"


class Role(StrEnum):
    """Whether a document is about a strike, or recalls it beside what it is about."""

    MAIN = "main"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class Report:
    """One document's account of one strike or campaign, before it is placed.

    `quote` is the sentence (or sentences) that carries the claim, `mention` the locality in it,
    and `spans` maps each filled field to the span of its own words. `beside` are the localities
    that the document tells with it, nearest first: where it is about, if `mention` is not known.
    `countries` maps ISO 3166-1 alpha-2 codes that the document speaks of to weights from 0 to 1.
    `corrections` says what a person set against what was read.
    """

    id: str
    document: Document
    kind: ReportKind
    when: DateInterval
    quote: Span
    mention: Mention | None = None
    countries: Mapping[str, float] = field(default_factory=dict)
    strikes: Count = Count()
    killed: Count = Count()
    civilians_killed: Count = Count()
    wounded: Count = Count()
    vehicles_destroyed: Count = Count()
    destroyed: str = ""
    actor: str = ""
    target: str = ""
    aircraft: str = ""
    munitions: str = ""
    attributed_to: str = ""
    spans: Mapping[str, Span] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    role: Role = Role.MAIN
    beside: tuple[Mention, ...] = ()
    corrections: tuple[str, ...] = ()
