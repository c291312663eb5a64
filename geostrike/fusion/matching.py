"""Whether two accounts can be of one strike, and how well they fit: a sum of weights, each with its ground."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import shapely

from geostrike.fusion.accounts import Account, days_apart
from geostrike.fusion.wording import repeat_each_other
from geostrike.model import Count

TOLERANCE_DAYS = 1
"""Stories give the day at the place, at the command or at the desk: peers merge within a day or two."""

ENOUGH = 3.0
"""Fit from which two accounts are one strike: a shared day and a place that agrees, or more facts."""

TELLING = 2.0
"""Weight of place or facts that must speak for one strike; a shared day alone does not."""

RECALL_DAYS = 7
"""A story without a date is of the week before its publication, if of any strike that is known."""

NEAR_REACH_M = 60_000.0
"""What "near" a town may cover: releases' "near" against known positions has p95 48 km (US Central Command)."""

_PART_RATIO = 4
"""How much larger the region of a city is than that of a part of it."""

_LEAST_RATIO = 0.6
_WIDEST_TURN_DEG = 60.0
_CASUALTY_RATIO = 4
_CLOSE_RATIO = 1.1
_TOLL_DAYS = 3
_PERSONS = {"killed": "killed", "wounded": "wounded", "civilians_killed": "civilians killed"}


class Bar(StrEnum):
    """Why two accounts cannot be of one strike."""

    DOCUMENT = "one document tells of both apart"
    KIND = "one is a campaign"
    PARTIES = "they name different parties"
    COUNTRY = "they are of different countries"
    DAYS = "their days are too far apart"
    UNDATED = "neither names a day, and the same toll with the same place or words is wanting"
    NEXT_DAY = "a day apart with too little else in common"
    OFFSET = "distance or direction from the same place differ"
    REGION = "their regions do not meet"
    CASUALTIES = "their casualties are of another order"


@dataclass(slots=True)
class Fit:
    """How well two accounts fit: the weights of when, where and what, with the ground of each, and what bars it."""

    when: float = 0.0
    where: float = 0.0
    facts: float = 0.0
    grounds: list[tuple[Any, ...]] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)

    @property
    def score(self) -> float:
        """Sum of the weights; 0 where neither place nor facts say much."""
        return self.when + self.where + self.facts if max(self.where, self.facts) >= TELLING else 0.0

    @property
    def is_possible(self) -> bool:
        """Whether nothing bars it."""
        return not self.bars

    def words(self) -> str:
        """Return the grounds and the score as text.

        Most fits are never told, so that a ground is kept as a template and its values.
        """
        told = (template.format(*map(_worded, values)) for template, *values in self.grounds)
        return f"{', '.join(told)} (fit {self.score:g})"


def fit(one: Account, other: Account, *, coarse: bool = False) -> Fit:
    """Return how well two accounts fit, and what excludes that they are of one strike.

    Parameters
    ----------
    one, other
        Accounts of different documents; a document's own reports are of different strikes.
    coarse
        Whether a date that is not known to a day may count, as of a strike recalled "in January".
    """
    found = Fit()
    if one.document == other.document or one.kind != other.kind:
        found.bars.append(Bar.DOCUMENT if one.document == other.document else Bar.KIND)
        return found
    if one.parties and other.parties and not one.parties & other.parties:
        found.bars.append(Bar.PARTIES)
    if one.country and other.country and one.country != other.country:
        found.bars.append(Bar.COUNTRY)
    _when(found, one, other, coarse=coarse)
    _where(found, one, other)
    _people(found, one, other)
    _numbers(found, one, other)
    if one.first is None and other.first is None and not found.bars and not _undated_agree(found, one, other):
        found.bars.append(Bar.UNDATED)
    if found.when <= 0 and not coarse and found.facts < TELLING and not found.bars:
        found.bars.append(Bar.NEXT_DAY)  # the day before or after is another strike unless the facts are the same
    return found


def _when(found: Fit, one: Account, other: Account, *, coarse: bool) -> None:
    apart = days_apart(one, other)
    if apart is None:
        _undated(found, one, other, coarse=coarse)
    elif apart > TOLERANCE_DAYS or (apart and coarse):
        found.bars.append(Bar.DAYS)
    elif apart or _are_two_nights(one, other):
        found.grounds.append(("neighbouring days",))
    elif one.is_firm and other.is_firm:
        found.when = 2.0
        found.grounds.append(("same day",))
    else:
        found.when = 1.0
        found.grounds.append(("dates that overlap",))


def _are_two_nights(one: Account, other: Account) -> bool:
    """Whether both are of a night, a day and the next, and of different ones that share a day."""
    return one.first != other.first and all(account.days == 2 for account in (one, other))


def _undated(found: Fit, one: Account, other: Account, *, coarse: bool) -> None:
    dated, undated = (one, other) if one.first is not None else (other, one)
    if not coarse:
        found.bars.append(Bar.DAYS)
    elif dated.first is None:
        _both_undated(found, one, other)
    elif undated.yearless and dated.first is not None and dated.last is not None:
        days = (date.fromordinal(day) for day in range(dated.first, dated.last + 1))
        if any((day.month, day.day) == undated.yearless for day in days):
            found.when = 1.0
            found.grounds.append(("same day of the year",))
        else:
            found.bars.append(Bar.DAYS)


def _both_undated(found: Fit, one: Account, other: Account) -> None:
    """Weigh when two stories were published that name no day: within a week, where both dates are known."""
    if one.yearless or other.yearless:
        found.bars += [] if one.yearless == other.yearless else [Bar.DAYS]
        found.grounds.append(("same day of the year",))
        return
    if one.published is None or other.published is None:
        found.grounds.append(("both without a day",))
        return
    days = abs((one.published - other.published).days)
    found.grounds.append(("both without a day, published {} days apart", days))
    if days > RECALL_DAYS:
        found.bars.append(Bar.DAYS)


def _undated_agree(found: Fit, one: Account, other: Account) -> bool:
    """Whether two stories that name no day have enough in common: the same toll, and the same place or words.

    The lines of daily releases name one town in the same words day after day, so that the words prove
    as little as the place; a toll makes the difference. Without days of publication only the words will do.
    """
    here, there = one.counts["killed"], other.counts["killed"]
    if not (here and there and overlap(here, there) and _is_telling(here, there)):
        return False
    if repeat_each_other(one.row["quote"], other.row["quote"]):
        found.grounds.append(("the same words",))
        found.when = 1.0
        return True
    is_known = (one.published and other.published) or one.yearless
    return bool(is_known) and min(found.where, found.facts) >= TELLING


def _where(found: Fit, one: Account, other: Account) -> None:
    if one.place and one.place == other.place:
        agree = offsets_agree(one, other)
        if agree is False:
            found.bars.append(Bar.OFFSET)
            return
        weight, ground = _same_place(one, other, agree=bool(agree))
        if weight:
            found.where = weight
            found.grounds.append(ground)
            return
    if one.shape is not None and other.shape is not None:
        _regions(found, one, other)
    elif one.spelling and one.spelling == other.spelling:
        found.where = 2.0
        found.grounds.append(("same name of place ({})", one.row["place_text"]))


def _regions(found: Fit, one: Account, other: Account) -> None:
    """Weigh how regions overlap: where only their outskirts do, or other towns are named, facts must speak too."""
    if one.shape is not other.shape and not shapely.intersects(one.region, other.region):
        found.bars.append(Bar.REGION)
    elif proves_little(one, other):
        found.where = 0.5
        found.grounds.append(("regions overlap, one of them wide",))
    elif _are_neighbours(one, other):
        found.where = 1.0
        found.grounds.append(("regions overlap, though they name different places",))
    elif one.shape is other.shape or shapely.intersects(one.core, other.core):
        found.where = 2.0
        found.grounds.append(("regions overlap",))
    else:
        found.where = 1.0
        found.grounds.append(("outskirts of the regions overlap",))


def proves_little(one: Account, other: Account) -> bool:
    """Whether that two regions overlap proves little: one is wide, and one, maybe the other, only names a place.

    Asked of one account twice: whether it is a wide region that only names a place.
    """
    return (one.is_wide or other.is_wide) and (one.is_vague or other.is_vague)


def _are_neighbours(one: Account, other: Account) -> bool:
    """Whether both say that it was in or near a place, and different ones of which neither is part of the other."""
    if one.place == other.place or _is_held(one, other):
        return False
    if one.kind_of_place == other.kind_of_place == "near":
        return True
    if not (one.is_in_place and other.is_in_place):
        return False
    small, large = sorted((one, other), key=lambda account: account.area_m2)
    return large.area_m2 < _PART_RATIO * small.area_m2 or not shapely.covers(large.region, small.core)


def _is_held(one: Account, other: Account) -> bool:
    """Whether one place that no gazetteer has is drawn as the other, which is said to contain it."""
    unknown = [not account.row["place_id"] for account in (one, other)]
    return one.shape is other.shape and unknown[0] is not unknown[1]


def _same_place(one: Account, other: Account, *, agree: bool) -> tuple[float, tuple[str, str]]:
    name = one.row["place_text"] or one.place
    if agree:
        return 3.0, ("same distance from {}", name)
    if one.kind_of_place == other.kind_of_place and not one.is_vague:
        return 3.0, ("same words of place ({})", name)
    if _is_near(one, other) or _is_near(other, one):
        return 2.0, ("one near {}, from where the other measures", name)
    if one.bearing_deg is not None and other.bearing_deg is not None:
        return 2.0, ("same direction from {}", name)
    return 0.0, ("", "")


def _is_near(one: Account, other: Account) -> bool:
    """Whether the first says "near" a place from which the second measures a distance that "near" covers."""
    return one.kind_of_place == "near" and other.distance_m is not None and other.distance_m <= NEAR_REACH_M


def offsets_agree(one: Account, other: Account) -> bool | None:
    """Whether two offsets from one place agree: True, False, or None where one has no numbers."""
    if one.bearing_deg is not None and other.bearing_deg is not None:
        turn = abs(one.bearing_deg - other.bearing_deg) % 360
        if min(turn, 360 - turn) > _WIDEST_TURN_DEG:
            return False
    if one.distance_m and other.distance_m:
        near, far = sorted((one.distance_m, other.distance_m))
        return near >= _LEAST_RATIO * far
    return None


def _people(found: Fit, one: Account, other: Account) -> None:
    """Weigh the casualties; those of another order exclude each other."""
    for name, here in one.persons.items() if other.persons else ():
        there = other.persons.get(name)
        if there is None:
            continue
        noun = _PERSONS[name]
        if overlap(here, there):
            found.facts += 2.0 if name == "killed" and _is_telling(here, there) else 0.5
            found.grounds.append(("{} {} in both", (here, there), noun))
        elif _far_apart(here, there) and not _has_grown((one, here), (other, there)):
            found.bars.append(Bar.CASUALTIES)
        else:
            found.facts -= 0.0 if _are_close(here, there) else 1.0
            found.grounds.append(("though {} against {} {}", here, there, noun))


def _numbers(found: Fit, one: Account, other: Account) -> None:
    """Weigh the numbers of strikes and vehicles, and the means."""
    here, there = one.counts["strikes"], other.counts["strikes"]
    # "a strike" may stand for a series, so one strike against six says nothing.
    if here and there and here.high != 1 and there.high != 1:
        same = here == there
        found.facts += 2.0 if same else -1.5
        found.grounds.append(("{} strikes in both" if same else "though {} against {} strikes", here, there))
    if one.vehicles is not None and one.vehicles == other.vehicles:
        found.facts += 1.0
        found.grounds.append(("{} vehicles in both", one.vehicles))
    if one.means & other.means:
        found.facts += 1.0
        found.grounds.append(("same aircraft ({})", one.means & other.means))


def in_words(count: Count) -> str:
    """Return an interval in words.

    >>> in_words(Count(17, 17)), in_words(Count(80, None)), in_words(Count(None, 9)), in_words(Count(2, 5))
    ('17', '80 or more', '9 or fewer', '2 to 5')
    """
    if count.low == count.high:
        return str(count.low)
    if count.low is None or count.high is None:
        return f"{count.low} or more" if count.high is None else f"{count.high} or fewer"
    return f"{count.low} to {count.high}"


def _worded(value: Any) -> str:
    """Return a value of a ground in words: a count, what two counts have in common, names, a name or a number."""
    match value:
        case Count():
            return in_words(value)
        case (Count() as one, Count() as other):
            return in_words(_shared(one, other))
        case frozenset():
            return ", ".join(sorted(value))
    return str(value)


def _shared(one: Count, other: Count) -> Count:
    low = max((c.low for c in (one, other) if c.low is not None), default=None)
    high = min((c.high for c in (one, other) if c.high is not None), default=None)
    return Count(low, high)


def overlap(one: Count, other: Count) -> bool:
    """Whether some number is in both; an end that is not stated is open."""
    return (one.low is None or other.high is None or one.low <= other.high) and (
        other.low is None or one.high is None or other.low <= one.high
    )


def _is_telling(one: Count, other: Count) -> bool:
    """Whether agreement means something: "dozens" fits too much."""
    return one.low == other.low or one.high == other.high or None not in (one.low, one.high, other.low, other.high)


def _far_apart(one: Count, other: Count) -> bool:
    least, most = sorted((_middle(one), _middle(other)))
    return most > _CASUALTY_RATIO * max(least, 2)


def _are_close(one: Count, other: Count) -> bool:
    least, most = sorted((_middle(one), _middle(other)))
    return most <= _CLOSE_RATIO * least


def _has_grown(*told: tuple[Account, Count]) -> bool:
    """Whether the greater number was published some days after the smaller: tolls grow."""
    (small, _), (great, _) = sorted(told, key=lambda each: _middle(each[1]))
    if small.published is None or great.published is None:
        return False
    return (great.published - small.published).days >= _TOLL_DAYS


def _middle(count: Count) -> float:
    ends = [end for end in (count.low, count.high) if end is not None]
    return sum(ends) / len(ends)
