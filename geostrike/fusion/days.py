"""How well the days of two accounts fit, and when they exclude each other."""

from __future__ import annotations

from datetime import date

from geostrike.fusion.accounts import Account, days_apart
from geostrike.fusion.grounds import Bar, Weighed
from geostrike.fusion.weights import OVERLAPPING_DAYS, SAME_DAY

TOLERANCE_DAYS = 1
"""Stories give the day at the place, at the command or at the desk: peers merge within a day or two."""

FRESH_DAYS = 1
"""Two of three stories are published on the day of the strike or the next (of 408 excerpts)."""

RECALL_DAYS = 7
"""A story without a date is of the week before its publication, if of any strike that is known."""

# Shared by all pairs of which they are true, which are many.
_SAME_DAY = Weighed(SAME_DAY, ("same day",))
_OVERLAPPING = Weighed(OVERLAPPING_DAYS, ("dates that overlap",))
_NEIGHBOURING = Weighed(0.0, ("neighbouring days",))
_NEWS = Weighed(OVERLAPPING_DAYS, ("the day of its publication or the one before",))
_TOO_FAR = Weighed(bar=Bar.DAYS)


def weigh(one: Account, other: Account, *, coarse: bool) -> Weighed:
    """Return what their days weigh, why, and whether they exclude each other; `coarse` as in `matching.Comparison`."""
    apart = days_apart(one, other)
    if apart is None:
        return _undated(one, other, coarse=coarse)
    if apart > TOLERANCE_DAYS or (apart and coarse):
        return _TOO_FAR
    if apart or _are_two_nights(one, other):
        return _NEIGHBOURING
    if one.is_firm and other.is_firm:
        return _SAME_DAY
    return _OVERLAPPING


def _are_two_nights(one: Account, other: Account) -> bool:
    """Whether both are of a night, a day and the next, and of different ones that share a day."""
    return one.first != other.first and one.is_night and other.is_night


def _undated(one: Account, other: Account, *, coarse: bool) -> Weighed:
    dated, undated = (one, other) if one.first is not None else (other, one)
    if not coarse:
        return _TOO_FAR
    if dated.first is None:
        return _both_undated(one, other)
    if not undated.yearless:
        return _as_news(dated, undated)
    if dated.last is None:
        return Weighed()
    days = (date.fromordinal(day) for day in range(dated.first, dated.last + 1))
    if any((day.month, day.day) == undated.yearless for day in days):
        return Weighed(OVERLAPPING_DAYS, ("same day of the year",))
    return _TOO_FAR


def _as_news(dated: Account, undated: Account) -> Weighed:
    """Weigh a day and a story that names none: it is mostly news of the day of its publication, or the one before."""
    if undated.published is None or dated.first is None or dated.last is None:
        return Weighed()
    published = undated.published.toordinal()
    if dated.first > published:
        return _TOO_FAR
    return _NEWS if published - dated.last <= FRESH_DAYS else Weighed()


def _both_undated(one: Account, other: Account) -> Weighed:
    """Weigh when two stories were published that name no day: within a week, where both dates are known."""
    if one.yearless or other.yearless:
        return Weighed(0.0, ("same day of the year",), None if one.yearless == other.yearless else Bar.DAYS)
    if one.published is None or other.published is None:
        return Weighed(0.0, ("both without a day",))
    days = abs((one.published - other.published).days)
    ground = ("both without a day, published {} days apart", days)
    return Weighed(0.0, ground, Bar.DAYS if days > RECALL_DAYS else None)
