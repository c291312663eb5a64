"""Which accounts are worth comparing: those near in time that share a place or a number.

Accounts are kept as columns sorted by day, so that one account is held against many of the
others at once. A bounded number of others is looked at and of partners kept for each, which keeps the
work linear however many reports there are of one strike, one day or one town.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geostrike.fusion.accounts import Account
from geostrike.fusion.matching import RECALL_DAYS, TOLERANCE_DAYS

PARTNERS = 6
"""Most partners with which an account is compared at a time; groups are compared again once they have grown."""

SPAN = 1000
"""Most accounts of about the same days that are all looked at; of more, those that share the place or a number."""

SHARING = 300
"""Most accounts that share one of these and are looked at."""

_UNBOUNDED = (math.nan,) * 4

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]
Pair = tuple[Account, Account]
Key = tuple[int, float]


@dataclass(frozen=True, eq=False)
class Columns:
    """Accounts sorted by day, as columns; NaN where one says nothing.

    `place` has a number for each place, `bounds` west, south, east and north in degrees, `numbers`
    what a strike may be known by: the killed, a series of strikes, vehicles, a number for the spelling of its place.
    """

    accounts: list[Account]
    first: Numbers
    last: Numbers
    place: Numbers
    bounds: Numbers
    wide: Mask
    vague: Mask
    numbers: Numbers
    longest: float

    def keys(self, rank: int) -> list[Key]:
        """Return what an account may be known by: its place, and its numbers, each with the number of its column."""
        known = enumerate((self.place[rank], *self.numbers[rank].tolist()))
        return [(column, value) for column, value in known if not math.isnan(value)]

    @cached_property
    def holders(self) -> dict[Key, NDArray[np.int64]]:
        """The rows of each place and number, in order."""
        found: dict[Key, list[int]] = defaultdict(list)
        for rank in range(len(self.accounts)):
            for key in self.keys(rank):
                found[key].append(rank)
        return {key: np.array(rows, dtype=np.int64) for key, rows in found.items()}


def columns(accounts: Sequence[Account], places: dict[str, int]) -> Columns:
    """Return accounts as columns; `places` numbers the places, and grows by those that are new."""
    days = {account.id: _days(account) for account in accounts}
    ordered = sorted(accounts, key=lambda account: (days[account.id][0], account.id))
    first, last = np.array([days[account.id] for account in ordered], dtype=float).reshape(-1, 2).T
    bounds = [account.shape.bounds if account.shape else _UNBOUNDED for account in ordered]
    known = (
        (killed.low, killed.high, _series(account), account.vehicles, _number_of(account.spelling, places))
        for account, killed in ((account, account.counts["killed"]) for account in ordered)
    )
    return Columns(
        ordered,
        first,
        last,
        _numbers(places.setdefault(account.place, len(places)) if account.place else None for account in ordered),
        np.array(bounds, dtype=float).reshape(-1, 4),
        np.array([account.is_wide for account in ordered], dtype=bool),
        np.array([account.is_vague for account in ordered], dtype=bool),
        np.array([[math.nan if n is None else n for n in each] for each in known], dtype=float).reshape(-1, 5),
        float(np.max(last - first, initial=0.0)),
    )


def _days(account: Account) -> tuple[int, int]:
    """Return the days of an account; without any those of the week before its publication, or the end of all days."""
    if account.first is not None and account.last is not None:
        return account.first, account.last
    if account.published is None or account.yearless:
        return date.max.toordinal(), date.max.toordinal()
    return account.published.toordinal() - RECALL_DAYS, account.published.toordinal()


def _number_of(spelling: str, places: dict[str, int]) -> int | None:
    return places.setdefault(f"as in {spelling}", len(places)) if spelling else None


def ahead(table: Columns, groups: Sequence[int]) -> tuple[list[Pair], bool]:
    """Return each account with its best partners after it, of about the same days and not of its group.

    The flag says whether any account had more partners than were kept.
    """
    group = np.array(groups, dtype=np.int64)
    stops = np.searchsorted(table.first, table.last + TOLERANCE_DAYS, side="right").tolist()
    pairs: list[Pair] = []
    cut = False
    for rank, stop in enumerate(stops):
        if rank + 1 < stop:
            rows = _rows(table, rank, table, (rank + 1, stop))
            alike = _alike(table, rank, table, rows) * (group[rows] != group[rank])
            found = _most(alike, table, rows, PARTNERS)
            pairs += [(table.accounts[rank], other) for other in found]
            cut = cut or len(found) == PARTNERS
    return pairs, cut


def around(asking: Columns, rank: int, days: tuple[float, float], table: Columns, limit: int) -> list[Account]:
    """Return the best partners of an account among those of another table that are of the days given."""
    start = int(np.searchsorted(table.first, days[0] - table.longest, side="left"))
    stop = int(np.searchsorted(table.first, days[1], side="right"))
    rows = _rows(asking, rank, table, (start, stop))
    return _most(_alike(asking, rank, table, rows) * (table.last[rows] >= days[0]), table, rows, limit)


def _rows(asking: Columns, rank: int, table: Columns, span: tuple[int, int]) -> NDArray[np.int64]:
    """Return the rows of a span to look at: all, or of a long one the first that share the place or a number."""
    start, stop = span
    if stop - start <= SPAN:
        return np.arange(start, stop)
    found = [np.arange(start, start)]
    for key in asking.keys(rank):
        rows = table.holders.get(key, found[0])
        first = int(np.searchsorted(rows, start))
        last = int(np.searchsorted(rows, stop))
        found.append(rows[first : min(last, first + SHARING)])
    return np.unique(np.concatenate(found))


def _alike(asking: Columns, rank: int, table: Columns, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each row how many numbers and places it shares with an account of another table."""
    shared = (table.numbers[rows] == asking.numbers[rank]).sum(axis=1)
    return np.asarray(shared + 2 * (table.place[rows] == asking.place[rank]) + _meets(asking, rank, table, rows))


def _most(alike: NDArray[np.int64], table: Columns, rows: NDArray[np.int64], limit: int) -> list[Account]:
    """Return those of some rows that share anything, the likest where there are many, in the order of the table."""
    chosen = np.flatnonzero(alike)
    if len(chosen) > limit:
        chosen = np.sort(chosen[np.argsort(-alike[chosen], kind="stable")[:limit]])
    return [table.accounts[row] for row in rows[chosen].tolist()]


def _meets(asking: Columns, rank: int, table: Columns, rows: NDArray[np.int64]) -> Mask:
    """Whether bounds meet, and that says something: `matching.proves_little` of many at once."""
    west, south, east, north = asking.bounds[rank]
    bounds = table.bounds[rows]
    meets = (bounds[:, 0] <= east) & (bounds[:, 2] >= west) & (bounds[:, 1] <= north) & (bounds[:, 3] >= south)
    little = (table.wide[rows] | asking.wide[rank]) & (table.vague[rows] | asking.vague[rank])
    return np.asarray(meets & ~little, dtype=bool)


def _numbers(values: Iterable[int | None]) -> Numbers:
    return np.array([math.nan if value is None else value for value in values], dtype=float)


def _series(account: Account) -> int | None:
    """Return the number of strikes where it says something: "a strike" may stand for a series."""
    most = account.counts["strikes"].high
    return most if most is not None and most > 1 else None
