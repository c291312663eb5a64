"""Whether two accounts can be of one strike, and how well they fit."""

from __future__ import annotations

from geostrike.fuse.accounts import Account, days_apart
from geostrike.model import Count

TOLERANCE_DAYS = 1
"""Stories give the day at the place, at the command or at the desk: peers merge within a day or two."""

ENOUGH = 3.0
"""Fit from which two accounts are one strike: a shared day and a place that agrees, or more facts."""

NEAR_REACH_M = 60_000.0
"""What "near" a town may cover: releases' "near" against known positions has p95 48 km (US Central Command)."""

_LEAST_RATIO = 0.6
_WIDEST_TURN_DEG = 60.0
_CASUALTY_RATIO = 4
_NUMBERS = ("killed", "wounded", "civilians_killed")
# Forms of locality that name a whole area; they agree with much and prove little.
_VAGUE = ("feature", "part", "border")
_WIDE_M2 = 3e10


def fit(one: Account, other: Account, *, coarse: bool = False) -> float | None:
    """Return how well two accounts fit, None where they exclude each other; little where they have little in common.

    Parameters
    ----------
    one, other
        Accounts of different documents; a document's own reports are of different strikes.
    coarse
        Whether a date that is not known to a day may count, as of a strike recalled "in January".
    """
    if one.document == other.document or one.kind != other.kind:
        return None
    if one.parties and other.parties and not one.parties & other.parties:
        return None
    if one.country and other.country and one.country != other.country:
        return None
    when, where, facts = _when(one, other, coarse=coarse), _where(one, other), _facts(one, other)
    if when is None or where is None or facts is None:
        return None
    if when <= 0 and not coarse and facts < 2:
        return None  # the day before or after is another strike unless the facts are the same
    # A shared day alone is little: the place or the facts must speak for it.
    return when + where + facts if where >= 2 or facts >= 2 else 0.0


def _when(one: Account, other: Account, *, coarse: bool) -> float | None:
    apart = days_apart(one, other)
    if apart is None:
        return 0.0 if coarse else None
    if apart > TOLERANCE_DAYS or (apart and coarse):
        return None
    if apart:
        return 0.0
    return 2.0 if one.is_firm and other.is_firm else 1.0


def _where(one: Account, other: Account) -> float | None:
    if one.place and one.place == other.place:
        stated = _numbers(one, other)
        if stated is False:
            return None
        if stated or one.kind_of_place == other.kind_of_place not in _VAGUE:
            return 3.0
        if _is_near(one, other) or _is_near(other, one):
            return 2.0
    if not (one.is_located and other.is_located):
        return 0.0
    if not one.region.intersects(other.region):
        return None
    wide = max(one.area_m2, other.area_m2) > _WIDE_M2 and any(each.kind_of_place in _VAGUE for each in (one, other))
    return 0.5 if wide else 2.0


def _is_near(one: Account, other: Account) -> bool:
    """Whether the first says "near" a place from which the second measures a distance that "near" covers."""
    return one.kind_of_place == "near" and other.distance_m is not None and other.distance_m <= NEAR_REACH_M


def _numbers(one: Account, other: Account) -> bool | None:
    """Whether two offsets from one place agree: True, False, or None where one has no numbers."""
    if one.bearing_deg is not None and other.bearing_deg is not None:
        turn = abs(one.bearing_deg - other.bearing_deg) % 360
        if min(turn, 360 - turn) > _WIDEST_TURN_DEG:
            return False
    if one.distance_m and other.distance_m:
        near, far = sorted((one.distance_m, other.distance_m))
        return near >= _LEAST_RATIO * far
    return None


def _facts(one: Account, other: Account) -> float | None:
    """Return how far counts and means speak for one strike; None where casualties are of another order."""
    total = 0.0
    for name in _NUMBERS:
        here, there = one.counts[name], other.counts[name]
        if here and there:
            if _overlap(here, there):
                total += 2.0 if name == "killed" and _is_telling(here, there) else 0.5
            elif _far_apart(here, there):
                return None
            else:
                total -= 1.0
    here, there = one.counts["strikes"], other.counts["strikes"]
    if here and there and (here.high, there.high) != (1, 1):
        # "a strike" may stand for a series, so one strike against six says nothing.
        total += (2.0 if here == there else -1.5) if 1 not in (here.high, there.high) else 0.0
    if one.vehicles is not None and other.vehicles is not None:
        total += 1.0 if one.vehicles == other.vehicles else 0.0
    if one.means & other.means:
        total += 1.0
    return total


def _overlap(one: Count, other: Count) -> bool:
    lows = [count.low for count in (one, other) if count.low is not None]
    highs = [count.high for count in (one, other) if count.high is not None]
    return not lows or not highs or max(lows) <= min(highs)


def _is_telling(one: Count, other: Count) -> bool:
    """Whether agreement means something: "dozens" fits too much."""
    return one.low == other.low or one.high == other.high or None not in (one.low, one.high, other.low, other.high)


def _far_apart(one: Count, other: Count) -> bool:
    least, most = sorted((_middle(one), _middle(other)))
    return most > _CASUALTY_RATIO * max(least, 2)


def _middle(count: Count) -> float:
    ends = [end for end in (count.low, count.high) if end is not None]
    return sum(ends) / len(ends)
