"""Which accounts are worth comparing: those near in time that share a place or a number.

Accounts are kept as columns sorted by day, so that one account is held against many of the
others at once. A bounded number of others is looked at and of partners kept for each, which keeps the
work linear however many reports there are of one strike, one day or one town.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import isnan, nan

import numpy as np
from numpy.typing import NDArray

from geostrike.fusion.accounts import Account
from geostrike.fusion.days import RECALL_DAYS, TOLERANCE_DAYS
from geostrike.fusion.places import proves_little

PARTNERS = 6
"""Most partners with which an account is compared at a time; groups are compared again once they have grown."""

SPAN = 1000
"""Most accounts of about the same days that are all looked at; of more, those that share the place or a number."""

SHARING = 300
"""Most accounts that share one of these and are looked at."""

_BLOCK = 1 << 16
"""Pairs of accounts that are held against each other at once."""

_UNBOUNDED = (nan,) * 4

_WEIGHTS = np.array((2, 1, 1, 1, 1, 1))
"""What sharing a place, and each of the numbers, weighs; regions that meet weigh 1."""

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
Key = tuple[int, float]
Span = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Traits:
    """What makes accounts alike, a row for each; NaN where one says nothing.

    `known` is what a strike may be known by: a number for its place, the killed, a series of strikes, vehicles,
    a number for the spelling of its place. `bounds` are west, south, east and north in degrees.
    """

    known: Numbers
    bounds: Numbers
    is_wide: Mask
    is_vague: Mask

    def of(self, rows: Rows) -> Traits:
        """Return those of some rows."""
        return Traits(self.known[rows], self.bounds[rows], self.is_wide[rows], self.is_vague[rows])


@dataclass(frozen=True, eq=False)
class Table:
    """Accounts sorted by day, with the columns to compare them by."""

    accounts: list[Account]
    first: Numbers
    last: Numbers
    traits: Traits

    @cached_property
    def longest(self) -> float:
        """The most days from the first to the last day of an account."""
        return float(np.max(self.last - self.first, initial=0.0))

    def keys(self, row: int) -> list[Key]:
        """Return what an account is known by, each with the number of its column."""
        return [(column, value) for column, value in enumerate(self.traits.known[row].tolist()) if not isnan(value)]

    @cached_property
    def holders(self) -> dict[Key, Rows]:
        """The rows of each place and number, in order."""
        found: dict[Key, list[int]] = defaultdict(list)
        for row in range(len(self.accounts)):
            for key in self.keys(row):
                found[key].append(row)
        return {key: np.array(rows, dtype=np.int64) for key, rows in found.items()}


def table(accounts: Sequence[Account], places: dict[str, int]) -> Table:
    """Return accounts as a table; `places` numbers the places, and grows by those that are new."""
    days = {account.id: _days(account) for account in accounts}
    ordered = sorted(accounts, key=lambda account: (days[account.id][0], account.id))
    first, last = np.array([days[account.id] for account in ordered], dtype=float).reshape(-1, 2).T
    known = [_known(account, places) for account in ordered]
    bounds = [account.shape.bounds if account.shape else _UNBOUNDED for account in ordered]
    traits = Traits(
        np.array(known, dtype=float).reshape(-1, len(_WEIGHTS)),
        np.array(bounds, dtype=float).reshape(-1, 4),
        np.array([account.is_wide for account in ordered], dtype=bool),
        np.array([account.is_vague for account in ordered], dtype=bool),
    )
    return Table(ordered, first, last, traits)


def _days(account: Account) -> Span:
    """Return the days of an account; without any those of the week before its publication, or the end of all days."""
    if account.first is not None and account.last is not None:
        return account.first, account.last
    if account.published is None or account.yearless:
        return date.max.toordinal(), date.max.toordinal()
    return account.published.toordinal() - RECALL_DAYS, account.published.toordinal()


def _known(account: Account, places: dict[str, int]) -> tuple[float, ...]:
    """Return what a strike may be known by, as `Traits.known` has it."""
    killed, strikes = account.counts["killed"], account.counts["strikes"].high
    series = strikes if strikes is not None and strikes > 1 else None  # "a strike" may stand for a series
    place = places.setdefault(account.place, len(places)) if account.place else None
    spelling = places.setdefault(f"as in {account.spelling}", len(places)) if account.spelling else None
    numbers = (place, killed.low, killed.high, series, account.vehicles, spelling)
    return tuple(nan if number is None else number for number in numbers)


def ahead(table: Table, groups: Sequence[int]) -> tuple[list[Span], bool]:
    """Return pairs of rows: each account with its best partners after it, of about the same days and not of its group.

    The flag says whether any account had more partners than were kept.
    """
    group = np.array(groups, dtype=np.int64)
    stops = np.searchsorted(table.first, table.last + TOLERANCE_DAYS, side="right").tolist()
    spans = [(row + 1, stop) for row, stop in enumerate(stops)]
    pairs: list[Span] = []
    cut = False
    for asking, asked in _looked_at(table, spans, table):
        alike = _alike(table.traits.of(asking), table.traits.of(asked)) * (group[asking] != group[asked])
        rows, partners = _best(asking, asked, alike, PARTNERS)
        pairs += zip(rows.tolist(), partners.tolist(), strict=True)
        cut = cut or bool((np.bincount(rows) == PARTNERS).any())
    return pairs, cut


def around(asks: Table, days: Sequence[tuple[float, float]], table: Table, limit: int) -> list[list[Account]]:
    """Return for each account of a table its best partners among those of another one that are of the days given."""
    starts, stops = np.array(days, dtype=float).reshape(-1, 2).T
    firsts = np.searchsorted(table.first, starts - table.longest, side="left").tolist()
    lasts = np.searchsorted(table.first, stops, side="right").tolist()
    found: dict[int, list[Account]] = defaultdict(list)
    for asking, asked in _looked_at(asks, list(zip(firsts, lasts, strict=True)), table):
        alike = _alike(asks.traits.of(asking), table.traits.of(asked)) * (table.last[asked] >= starts[asking])
        for row, other in zip(*_best(asking, asked, alike, limit), strict=True):
            found[int(row)].append(table.accounts[other])
    return [found[row] for row in range(len(asks.accounts))]


def _looked_at(asks: Table, spans: Sequence[Span], table: Table) -> Iterator[tuple[Rows, Rows]]:
    """Yield in blocks the rows that ask, each as often as it has others to look at, and those others."""
    found: list[Rows] = []
    start = size = 0
    for row, span in enumerate(spans):
        found.append(_rows(asks, row, span, table))
        size += len(found[-1])
        if size >= _BLOCK or row == len(spans) - 1:
            asking = np.repeat(np.arange(start, row + 1), [len(rows) for rows in found])
            yield asking, np.concatenate(found)
            found, start, size = [], row + 1, 0


def _rows(asks: Table, row: int, span: Span, table: Table) -> Rows:
    """Return the rows of a span to look at: all, or of a long one the first that share the place or a number."""
    start, stop = span
    if stop - start <= SPAN:
        return np.arange(start, stop)
    found = [np.arange(start, start)]
    for key in asks.keys(row):
        rows = table.holders.get(key, found[0])
        first, last = rows.searchsorted(span).tolist()
        found.append(rows[first : min(last, first + SHARING)])
    return np.unique(np.concatenate(found))


def _alike(here: Traits, there: Traits) -> Rows:
    """Return for pairs of accounts how much they share."""
    return np.asarray((here.known == there.known) @ _WEIGHTS + _meet(here, there))


def _meet(here: Traits, there: Traits) -> Mask:
    """Whether the bounds of pairs of accounts meet, and that says something."""
    (west, south, east, north), (left, low, right, high) = here.bounds.T, there.bounds.T
    meet = (left <= east) & (right >= west) & (low <= north) & (high >= south)
    return np.asarray(meet & ~proves_little(here, there), dtype=bool)


def _best(asking: Rows, asked: Rows, alike: Rows, limit: int) -> tuple[Rows, Rows]:
    """Return those pairs that share anything; where one asks for many, the likest, in the order of the table."""
    some = np.flatnonzero(alike)
    order = some[np.lexsort((-alike[some], asking[some]))]  # stable: the first of those that are alike
    rank = np.arange(len(order)) - np.searchsorted(asking[order], asking[order])
    chosen = np.sort(order[rank < limit])
    return asking[chosen], asked[chosen]
