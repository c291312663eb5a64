"""What a person says of pairs of reports: the same strike, or different ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from geostrike.errors import InputError
from geostrike.fusion.accounts import Account
from geostrike.fusion.groups import Group

SAME, DIFFERENT = "same", "different"

Given = pd.DataFrame | Iterable[Sequence[str]] | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of two reports, and where."""

    one: str
    other: str
    same: bool
    where: str


@dataclass(frozen=True)
class Overrides:
    """Verdicts that hold whatever the texts say."""

    verdicts: tuple[Verdict, ...] = ()

    def groups(self, accounts: Sequence[Account]) -> Iterator[Group]:
        """Yield the groups to start from: accounts that a person joined, and each of the others alone."""
        home = {account.id: Group.of([account]) for account in accounts}
        for verdict in self.verdicts:
            here, there = sorted((home[verdict.one].whole, home[verdict.other].whole), key=_strikes_first)
            if verdict.same and here is not there:
                here.absorb(there, f"{verdict.other} is joined with {verdict.one} by a person ({verdict.where}).")
        for verdict in self.verdicts:
            if not verdict.same:
                home[verdict.one].whole.barred |= {verdict.other}
                home[verdict.other].whole.barred |= {verdict.one}
                for name in (verdict.one, verdict.other):
                    told = f"{verdict.other} is held apart from {verdict.one} by a person ({verdict.where})."
                    home[name].whole.refuse(told)
        yield from (group for group in home.values() if group.into is None)


def overrides(given: Given, known: Collection[str]) -> Overrides:
    """Return the verdicts of a table or of triples `report_id, report_id, same|different`.

    Parameters
    ----------
    given
        A frame whose first three columns are these, and whose column `where`, if any, says
        where each stands; or triples; or None.
    known
        The reports that there are.

    Raises
    ------
    InputError
        Fewer than three columns, another verdict, a report that is not known, a pair of one report, or
        verdicts that contradict each other.

    Examples
    --------
    >>> overrides([("a-1", "b-1", "same")], {"a-1", "b-1"}).verdicts[0].same
    True
    >>> overrides([("a-1", "c-1", "same")], {"a-1", "b-1"})
    Traceback (most recent call last):
    geostrike.errors.InputError: override 1: no report 'c-1'; take identifiers from the column report_id
    """
    verdicts = tuple(_verdict(row, where, known) for where, row in _rows(given))
    _agree(verdicts)
    return Overrides(verdicts)


def _rows(given: Given) -> Iterator[tuple[str, Sequence[object]]]:
    if given is None:
        return
    if isinstance(given, pd.DataFrame):
        names = [name for name in given.columns if name != "where"]
        places = given["where"].tolist() if "where" in given.columns else [""] * len(given)
        rows: Iterable[Sequence[object]] = given[names].itertuples(index=False)
    else:
        rows = list(given)
        places = [""] * len(rows)
    for number, (row, place) in enumerate(zip(rows, places, strict=True), 1):
        yield place or f"override {number}", row


def _verdict(row: Sequence[object], where: str, known: Collection[str]) -> Verdict:
    if isinstance(row, str) or len(row) < 3:
        raise InputError(f"{where}: needs two reports and a verdict; write report_id,report_id,same or different")
    one, other, verdict = (str(cell).strip() for cell in row[:3])
    if verdict.lower() not in (SAME, DIFFERENT):
        raise InputError(f"{where}: {verdict[:40]!r} is no verdict; write {SAME} or {DIFFERENT}")
    for name in (one, other):
        if name not in known:
            raise InputError(f"{where}: no report {name[:80]!r}; take identifiers from the column report_id")
    if one == other:
        raise InputError(f"{where}: {one!r} is paired with itself; name two reports")
    return Verdict(one, other, verdict.lower() == SAME, where)


def _agree(verdicts: Iterable[Verdict]) -> None:
    """Raise where reports that are held apart are also made one, directly or through others."""
    verdicts = list(verdicts)
    linked: dict[str, set[str]] = defaultdict(set)
    for verdict in verdicts:
        if verdict.same:
            both = (linked[verdict.one] or {verdict.one}) | (linked[verdict.other] or {verdict.other})
            linked.update(dict.fromkeys(both, both))
    for verdict in verdicts:
        if not verdict.same and verdict.other in linked[verdict.one]:
            raise InputError(
                f"{verdict.where}: {verdict.one} and {verdict.other} are made one by other lines; remove one of them"
            )


def _strikes_first(group: Group) -> tuple[bool, str]:
    return group.kind != "strike", group.name
