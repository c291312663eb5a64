"""What does not say where: it joins the only strike of its day that it can be of.

"Air strikes in Libya on Thursday" shares no place with what names one, and often no number. Where a
single other strike of the day is known in its country (in any, where it names none), and nothing speaks
against it, they are taken to be one; where two compete, it stays by itself.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from geostrike.fusion.accounts import Account
from geostrike.fusion.groups import Group
from geostrike.fusion.matching import fit, proves_little

_MOST = 24
"""Most strikes of one day that are looked at: among more, none is the only one."""

_LEAST_FACTS = 0.5
"""Numbers that agree, though both be vague."""

ByDay = Mapping[int, Sequence[Group]]


def lone_joined(found: Sequence[Group]) -> list[Group]:
    """Join groups of a known day that do not say where to the only one that each can be of.

    Those that name a place are asked first, then the others that do not. What is joined is told in the
    group's reasons.
    """
    by_day = _by_day(found)
    vague = sorted((group for group in found if not _is_placed(group)), key=lambda group: group.name)
    for placed in (True, False):
        offers = [(group, _only(group, by_day, placed=placed)) for group in vague if group.into is None]
        for group, other in offers:
            if other is not None and other.whole is not group.whole:
                _join(other.whole, group.whole)
    return [group for group in found if group.into is None]


def _by_day(found: Iterable[Group]) -> ByDay:
    days: dict[int, list[Group]] = defaultdict(list)
    for group in found:
        for day in _days(group):
            days[day].append(group)
    return days


def _days(group: Group) -> range:
    if group.latest_first is None or group.earliest_last is None:
        return range(0)
    first, last = sorted((group.latest_first, group.earliest_last))
    return range(first, last + 1)


def _is_placed(group: Group) -> bool:
    return any(_says_where(account) for account in group.speakers.values())


def _says_where(account: Account) -> bool:
    return account.shape is not None and not proves_little(account, account)


def _only(group: Group, by_day: ByDay, *, placed: bool) -> Group | None:
    """Return the one group, placed or not, that a vague one can be of; None where there is none or several."""
    others: dict[int, Group] = {}
    for day in _days(group):
        if len(by_day[day]) > _MOST:
            return None
        others |= {id(other.whole): other.whole for other in by_day[day]}
    possible = [
        other
        for other in others.values()
        if other is not group.whole and _is_placed(other) is placed and _can_be(group, other)
    ]
    return possible[0] if len(possible) == 1 else None


def _can_be(group: Group, other: Group) -> bool:
    """Whether nothing speaks against one strike; of another name of place, some number must speak for it."""
    if other.bars(group) is not None:
        return False
    pairs = itertools.product(group.speakers.values(), other.speakers.values())
    return all(fit(one, two).facts >= (_LEAST_FACTS if _differ_in_name(one, two) else 0.0) for one, two in pairs)


def _differ_in_name(one: Account, two: Account) -> bool:
    """Whether one names a place that the gazetteer does not know, and the other one of another name."""
    unknown = any(each.spelling and each.shape is None for each in (one, two))
    return unknown and bool(one.spelling and two.spelling) and one.spelling != two.spelling


def _join(home: Group, group: Group) -> None:
    if home.bars(group) is None:
        one, other = group.accounts[0], home.accounts[0]
        where = f" in {one.country}" if one.country else ""
        home.absorb(group, f"{one.id} is joined with {other.id}: the only strike of that day{where} that it can be of.")
