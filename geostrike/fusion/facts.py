"""How well what two accounts tell of a strike fits: casualties, numbers, means."""

from __future__ import annotations

from geostrike.fusion.accounts import Account
from geostrike.fusion.counts import are_close, far_apart, is_telling, middle, overlap
from geostrike.fusion.grounds import Bar, Facts, Ground
from geostrike.fusion.weights import (
    CLOSE_TOLLS,
    FEW_VEHICLES,
    OTHER_SERIES,
    OTHER_TOLL,
    SAME_COUNT,
    SAME_FEW,
    SAME_HURT,
    SAME_MEANS,
    SAME_SERIES,
    SAME_SHORT_SERIES,
    SAME_SITE,
    SAME_TOLL,
    VAGUE_TOLLS,
)
from geostrike.model import Count

MANY = 20
"""Dead of whom few strikes have so many: an assumption."""

_FEW = 3
"""Strikes, vehicles or wounded of which so many or fewer agree by chance."""

_FEW_DEAD = 10
"""Dead of whom fewer may be killed by chance in two strikes of a day: an assumption."""

_TOLL_DAYS = 3
"""Days in which a toll may grow to another order."""
_PERSONS = {"killed": "killed", "wounded": "wounded", "civilians_killed": "civilians killed"}


def excluded(one: Account, other: Account) -> Bar | None:
    """Return the bar of tolls of another order; who counts the wounded, or civilians, may have seen but some."""
    return Bar.CASUALTIES if _are_of_another_order(one, other, "killed") else None


def _are_of_another_order(one: Account, other: Account, name: str) -> bool:
    """Whether two counts of persons exclude each other: far apart, and not one toll that grew."""
    here, there = one.counts[name], other.counts[name]
    if not here or not there:
        return False
    if overlap(here, there) or not far_apart(here, there):
        return False
    return not _has_grown((one, here), (other, there), days=_TOLL_DAYS)


def weigh(one: Account, other: Account) -> Facts:
    """Weigh the casualties, the numbers of strikes and vehicles, and the means."""
    weight, grounds = _people(one, other)
    here, there = one.counts["strikes"], other.counts["strikes"]
    # "a strike" may stand for a series, so one strike against six says nothing.
    if here and there and here.high != 1 and there.high != 1:
        same = here == there
        length = SAME_SHORT_SERIES if (here.low or 0) <= _FEW else SAME_SERIES
        weight += length if same else OTHER_SERIES
        grounds.append(("{} strikes in both" if same else "though {} against {} strikes", here, there))
    if one.vehicles is not None and one.vehicles == other.vehicles:
        weight += SAME_MEANS if one.vehicles > _FEW else FEW_VEHICLES
        grounds.append(("{} vehicles in both", one.vehicles))
    if one.means & other.means:
        weight += SAME_MEANS
        grounds.append(("same aircraft ({})", one.means & other.means))
    if one.sites & other.sites:
        weight += SAME_SITE
        grounds.append(("same target ({})", one.sites & other.sites))
    return Facts(weight, grounds)


def _people(one: Account, other: Account) -> Facts:
    """Weigh the casualties; those of another order exclude each other, and weigh nothing."""
    weight = 0.0
    grounds: list[Ground] = []
    for name, here in one.persons.items() if other.persons else ():
        there = other.persons.get(name)
        if there is None or (name == "civilians_killed" and "killed" in one.persons and "killed" in other.persons):
            continue
        noun = _PERSONS[name]
        same = overlap(here, there)
        if same:
            grounds.append(("{} {} in both", (here, there), noun))
        elif not _are_of_another_order(one, other, name):
            grounds.append(("though {} against {} {}", here, there, noun))
        else:
            continue
        weight += _agreement((one, here), (other, there), is_toll=name == "killed")
    return Facts(weight + SAME_COUNT if tell_one_count(one, other) else weight, grounds)


def _agreement(*told: tuple[Account, Count], is_toll: bool) -> float:
    """Return what it says that two accounts give these two counts of persons."""
    (_, here), (_, there) = told
    same = overlap(here, there)
    if is_toll and same and is_telling(here, there):
        return SAME_FEW if min(middle(here), middle(there)) < _FEW_DEAD else SAME_TOLL
    close = are_close(here, there)
    if is_toll and close and min(middle(here), middle(there)) >= MANY:
        return CLOSE_TOLLS
    if same:
        return SAME_HURT if _is_exact(here, there) else VAGUE_TOLLS
    return 0.0 if close or _has_grown(*told, days=1) else OTHER_TOLL


def _is_exact(here: Count, there: Count) -> bool:
    """Whether two counts are one number, and not one that many strikes have."""
    return here == there and here.low == here.high and middle(here) > _FEW


def _has_grown(*told: tuple[Account, Count], days: int) -> bool:
    """Whether the greater number was published so many days after the smaller, or more: tolls grow."""
    (small, _), (great, _) = sorted(told, key=lambda each: middle(each[1]))
    if small.published is None or great.published is None:
        return False
    return (great.published - small.published).days >= days


def tell_one_toll(one: Account, other: Account) -> bool:
    """Whether both give a number killed, and much the same one."""
    here, there = one.counts["killed"], other.counts["killed"]
    return bool(here and there) and overlap(here, there) and is_telling(here, there)


def tell_one_count(one: Account, other: Account) -> bool:
    """Whether both give the same number killed and the same number wounded."""
    here, there = one.counts["wounded"], other.counts["wounded"]
    return bool(here and there) and _is_exact(here, there) and tell_one_toll(one, other)
