"""What says too little by itself, or differs in part: it joins the only strike of its day that it can be of.

"Air strikes in Libya on Thursday" shares no place with what names one, and often no number; "in the
southern suburbs" and "25 km south of the capital" share the outskirts of their regions; and what names no
day is news of the last few. Where a single other strike is known that they can be of, or one clearly more than
others, they are taken to be one; where two compete, each stays by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean

from geostrike.fusion import places
from geostrike.fusion.accounts import Account
from geostrike.fusion.days import TOLERANCE_DAYS
from geostrike.fusion.groups import Group
from geostrike.fusion.matching import Comparison
from geostrike.fusion.pace import Pace
from geostrike.fusion.weights import ALONE, CLEAR, ENOUGH, LEAST, OUTSKIRTS, QUIET, SAME_PARTY, TELLING

NEWS_DAYS = 2
"""A story that names no day is news: of the day of its publication, or of so many days before."""

_MOST = 24
"""Most strikes of one day that are looked at: among more, none is the only one."""

_ROUNDS = 2
"""Times that all are asked: what has joined may be what another is like."""

ByDay = Mapping[int, Sequence[Group]]
Fitting = Callable[[Group], bool]


def lone_joined(found: Sequence[Group]) -> list[Group]:
    """Join groups of a known day to the only one that each can be of, though they share little.

    First those whose regions touch, then those that do not say where: to those that name a place, then
    among themselves. What is joined is told in the group's reasons.
    """
    by_day = _by_day(found)
    pace = Pace(found)
    ordered = sorted(found, key=lambda group: group.name)
    placed, vague = [g for g in ordered if _is_placed(g)], [g for g in ordered if not _is_placed(g)]
    _offer(placed, by_day, pace, lambda group: lambda other: _is_placed(other) and _touch(group, other), TOLERANCE_DAYS)
    _offer(vague, by_day, pace, lambda _: _is_placed)
    _offer(vague, by_day, pace, lambda _: lambda other: not _is_placed(other))
    return [group for group in found if group.into is None]


def news_joined(loose: Sequence[Group], found: Sequence[Group]) -> list[Group]:
    """Join stories that name no day to the only strike of the last days that each can be of; return the others."""
    by_day = _by_day(found)
    news = [group for group in sorted(loose, key=lambda group: group.name) if _is_news(group)]
    _offer(news, by_day, Pace(found), lambda _: lambda _: True)
    return [group for group in loose if group.into is None]


def _offer(
    asking: Sequence[Group], by_day: ByDay, pace: Pace, fits: Callable[[Group], Fitting], reach: int = 0
) -> None:
    """Join each group to the only one that fits and that it can be of, of its days or so many before and after.

    All are asked before any is joined.
    """
    for _ in range(_ROUNDS):
        offers = [(group, _only(group, by_day, pace, fits(group), reach)) for group in asking if group.into is None]
        for group, other in offers:
            if other is not None and other.whole is not group.whole:
                _join(other.whole, group.whole, pace)


def _by_day(found: Iterable[Group]) -> ByDay:
    days: dict[int, list[Group]] = defaultdict(list)
    for group in found:
        for day in _days(group):
            days[day].append(group)
    return days


def _days(group: Group) -> range:
    """Return the days on which it may have been; without any those from which it may be news."""
    if group.latest_first is not None and group.earliest_last is not None:
        first, last = sorted((group.latest_first, group.earliest_last))
        return range(first, last + 1)
    published = group.accounts[0].published
    return range(published.toordinal() - NEWS_DAYS, published.toordinal() + 1) if published else range(0)


def _is_news(group: Group) -> bool:
    return group.latest_first is None and group.accounts[0].yearless is None


def _is_placed(group: Group) -> bool:
    return any(_says_where(account) for account in group.speakers.values())


def _says_where(account: Account) -> bool:
    return account.shape is not None and not places.proves_little(account, account)


def _touch(group: Group, other: Group) -> bool:
    """Whether any two of their places speak for one strike, by regions that meet or by name."""
    return any(places.weigh(one, two).weight > 0 for one, two in group.both(other))


def _only(group: Group, by_day: ByDay, pace: Pace, fits: Fitting, reach: int) -> Group | None:
    """Return the one group that fits and that another can be of, or clearly the best; None where there is none."""
    others: dict[int, Group] = {}
    days = _days(group)
    for day in range(days.start - reach, days.stop + reach):
        if len(by_day[day]) > _MOST:
            return None
        others |= {id(other.whole): other.whole for other in by_day[day]}
    asked = (other for other in others.values() if other is not group.whole and fits(other))
    offers = [(evidence, other) for other in asked if (evidence := _evidence(group, other, pace)) is not None]
    ranked = sorted(offers, key=lambda offer: (-offer[0], offer[1].name))
    clear = ranked and (len(ranked) == 1 or ranked[0][0] >= ranked[1][0] + CLEAR)
    return ranked[0][1] if clear else None


def _evidence(group: Group, other: Group, pace: Pace) -> float | None:
    """Return what speaks for one strike of two groups, on average over their accounts; None where they cannot be one.

    Where something speaks against it, more must speak for it: the fewer strikes are known about then, the more a
    shared day says. So must something where the places have other names, or where no day is named, unless hardly
    another strike is known.
    """
    is_news = _is_news(group)
    days = 0 if is_news else TOLERANCE_DAYS
    if any(_are_apart(*pair) for pair in group.both(other)) or other.refusal(group, days=days) is not None:
        return None
    found = group.pairs(other, coarse=is_news)
    overruled = group.overruled(other, found)
    quiet = pace.quiet(other)
    evidence = fmean(each.evidence(overruled) for each in found) + quiet
    barred = other.bars(group, coarse=is_news) is not None
    share_no_day = not is_news and all(each.days.weight == 0 for each in found)
    doubtful = barred or share_no_day or any(each.places.weight + each.facts.weight < 0 for each in found)
    if doubtful and evidence < ENOUGH:
        return None
    if share_no_day and (quiet < QUIET or any(each.places.weight < TELLING for each in found)):
        return None
    least = OUTSKIRTS if doubtful else TELLING
    speaks = any(_common(each) >= LEAST or each.places.weight >= least for each in found)
    wanting = is_news or any(_differ_in_name(*pair) for pair in group.both(other))
    is_plain = not doubtful and (evidence >= ALONE or not wanting)
    return evidence if is_plain or speaks else None


def _common(found: Comparison) -> float:
    """Return what the facts say, and that both name who struck, and the same."""
    return found.facts.weight + (SAME_PARTY if found.one.parties & found.other.parties else 0.0)


def _are_apart(one: Account, two: Account) -> bool:
    """Whether they name different places, of which neither is part of the other."""
    if places.are_strangers(one, two) or one.kind_of_place == two.kind_of_place == "near":
        return places.are_neighbours(one, two)
    is_drawn = one.shape is not None and two.shape is not None
    return is_drawn and not places.proves_little(one, two) and places.are_neighbours(one, two)


def _differ_in_name(one: Account, two: Account) -> bool:
    """Whether they name different places, of which one is not known."""
    if one.shape is not None and two.shape is not None:
        return False
    return bool(one.spelling and two.spelling) and not places.share_a_name(one, two)


def _join(home: Group, group: Group, pace: Pace) -> None:
    is_news = _is_news(group)
    if _evidence(group, home, pace) is not None:
        one, other = group.accounts[0], home.accounts[0]
        where = f" in {home.country}" if home.country else ""
        day = "those days" if is_news else "that day"
        home.absorb(group, f"{one.id} is joined with {other.id}: the only strike of {day}{where} that it can be of.")
