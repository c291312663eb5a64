"""A group of accounts of one strike: what it lets join, and why each of its accounts is in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from statistics import fmean

from geostrike.fusion.accounts import Account
from geostrike.fusion.days import TOLERANCE_DAYS
from geostrike.fusion.grounds import Bar
from geostrike.fusion.matching import Comparison
from geostrike.fusion.weights import MORE_FOR, PRICES

SPEAKERS = 8
"""Accounts that speak for a group when places and casualties are compared: those that say different things."""

REFUSALS = 3
"""Near misses that a group keeps; a large one has thousands."""

BY_HAND = "a person holds them apart"


@dataclass(slots=True, eq=False)
class Group:
    """Accounts of one strike.

    `speakers` are the first accounts that say different things, by what they say. Documents, parties
    and days are kept of all: `latest_first` and `earliest_last` are ordinals of days. `barred` are
    the reports that a person holds to be of other strikes. `into` is the group that absorbed this one.
    `apart` are groups that were found to be of other strikes, and why: what excludes two groups still
    does when they have grown.
    """

    accounts: list[Account] = field(default_factory=list)
    speakers: dict[int, Account] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)
    parties: frozenset[frozenset[str]] = frozenset()
    barred: frozenset[str] = frozenset()
    latest_first: int | None = None
    earliest_last: int | None = None
    into: Group | None = None
    apart: dict[Group, str] = field(default_factory=dict)
    joins: list[str] = field(default_factory=list)
    refusals: tuple[str, ...] = ()

    @classmethod
    def of(cls, accounts: Iterable[Account]) -> Group:
        """Return a group of accounts that are taken to be of one strike."""
        group = cls()
        for account in accounts:
            group.add(account)
        return group

    @property
    def name(self) -> str:
        """Identifier of its first account: groups are ordered by it."""
        return self.accounts[0].id

    @property
    def whole(self) -> Group:
        """The group that this one is part of by now: itself, or what absorbed it."""
        group = self
        while group.into is not None:
            group.into = group.into.into or group.into  # shortens the way for the next who asks
            group = group.into
        return group

    @property
    def kind(self) -> str:
        """What its first account tells of: a strike or a campaign."""
        return self.accounts[0].kind

    @property
    def country(self) -> str:
        """The country of the first account that was placed, or what is guessed of the first; "" where none is known."""
        placed = (account.country for account in self.speakers.values() if account.shape is not None)
        return next(placed, self.accounts[0].country)

    @property
    def is_firm(self) -> bool:
        """Whether a day is known for it."""
        return any(account.is_firm for account in self.accounts)

    @property
    def reasons(self) -> str:
        """Why its accounts are one strike, and why others like them are not of it, in sentences."""
        return " ".join((*self.joins, *self.refusals))

    def add(self, account: Account) -> None:
        """Take an account in, whatever speaks against it."""
        self.accounts.append(account)
        self.documents.add(account.document)
        if account.parties and account.parties not in self.parties:
            self.parties |= {account.parties}
        if len(self.speakers) < SPEAKERS:
            self.speakers.setdefault(account.says, account)
        if account.first is not None and account.last is not None:
            self.latest_first = max(account.first, self.latest_first or account.first)
            self.earliest_last = min(account.last, self.earliest_last or account.last)

    def absorb(self, other: Group, reason: str) -> None:
        """Take another group's accounts over."""
        for account in other.accounts:
            self.add(account)
        self.barred |= other.barred
        self.apart |= other.apart
        self.joins += [*other.joins, reason]
        for refusal in other.refusals:
            self.refuse(refusal)
        other.into = self

    @property
    def takes_refusals(self) -> bool:
        """Whether there is room for a near miss."""
        return len(self.refusals) < REFUSALS

    def refuse(self, reason: str) -> None:
        """Keep why an account like its own is not in it."""
        if self.takes_refusals and reason not in self.refusals:
            self.refusals += (reason,)

    def bars(self, other: Group, *, fitting: tuple[Account, ...] = (), coarse: bool = False) -> str | None:
        """Return why two groups cannot be of one strike, None where nothing says so.

        Documents, days and parties of all accounts must agree, places and casualties of those
        that speak for the groups; of `fitting`, an account of each, it is known already.
        """
        known = self.is_apart_from(other)
        if known:
            return known
        found = self.refusal(other, days=0 if coarse else TOLERANCE_DAYS) or self._differs(
            other, fitting, coarse=coarse
        )
        if found is not None:
            self.apart[other] = found
        return found

    def is_apart_from(self, other: Group) -> str:
        """Return why the two were found to be of other strikes, "" where they were not."""
        return self.apart.get(other) or other.apart.get(self) or ""

    def _differs(self, other: Group, fitting: tuple[Account, ...], *, coarse: bool) -> str | None:
        known = {account.says for account in fitting}
        pairs = self.pairs(other, coarse=coarse)
        overruled = self.overruled(other, pairs)
        doubt: Bar | None = None
        for pair in pairs:
            found = None if pair.one.says in known and pair.other.says in known else pair.bar(overruled)
            if found is None:
                continue
            if found not in PRICES:
                return found
            doubt = doubt or found
        evidence = (pair.evidence(overruled) - pair.days.weight for pair in pairs)
        return doubt if doubt and fmean(evidence) < MORE_FOR else None

    def overruled(self, other: Group, pairs: Iterable[Comparison]) -> frozenset[Bar]:
        """Return what parts no two groups though it parts some of their accounts: it is asked of them as wholes.

        Parties are compared for all. A day that one account names dates the others, and one that fits is enough,
        since the days of all are compared besides. A country that two of them share is not doubted for a third.
        """
        found = {Bar.PARTIES}
        if self.latest_first is not None or other.latest_first is not None:
            found |= {Bar.UNDATED, Bar.DAYS} if any(pair.days.bar is None for pair in pairs) else {Bar.UNDATED}
        if any(pair.one.country and pair.one.country == pair.other.country for pair in pairs):
            found.add(Bar.COUNTRY)
        return frozenset(found)

    def pairs(self, other: Group, *, coarse: bool = False) -> list[Comparison]:
        """Return what speaks for one of two groups compared with all that speaks for the other."""
        return [Comparison(*pair, coarse) for pair in self.both(other)]

    def both(self, other: Group) -> Iterator[tuple[Account, Account]]:
        """Yield each account that speaks for one with each that speaks for the other."""
        return itertools.product(self.speakers.values(), other.speakers.values())

    def refusal(self, other: Group, *, days: int = 0) -> str | None:
        """Return what documents, days, parties or a person say against joining two groups."""
        small, large = (self, other) if len(self.accounts) < len(other.accounts) else (other, self)
        if not small.documents.isdisjoint(large.documents):
            return Bar.DOCUMENT
        if large.barred and any(account.id in large.barred for account in small.accounts):
            return BY_HAND
        if self._days_to(other) > days:
            return Bar.DAYS
        return Bar.PARTIES if self._differ_in_parties(other) else None

    def _differ_in_parties(self, other: Group) -> bool:
        """Whether both name who struck, none of the one any of the other's, and nothing shows that it is contested."""
        if not self.parties or not other.parties or any(one & two for one in self.parties for two in other.parties):
            return False
        return not any(pair.is_contested for pair in self.pairs(other))

    def _days_to(self, other: Group) -> int:
        """Return the most days that lie between an account of the one and one of the other."""
        if self.latest_first is None or self.earliest_last is None:
            return 0
        if other.latest_first is None or other.earliest_last is None:
            return 0
        return max(self.latest_first - other.earliest_last, other.latest_first - self.earliest_last)
