"""Whether two accounts can be of one strike, and how well they fit: a sum of weights, each with its ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

import shapely

from geostrike.fusion.accounts import Account, days_apart, own_name
from geostrike.fusion.counts import are_close, far_apart, in_words, is_telling, middle, overlap, shared
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

TOWN_REACH_M = 15_000.0
"""How far from a town what is said to have been in it may be measured: an assumption."""

_PART_RATIO = 4
"""How much larger the region of a city is than that of a part of it."""

_LEAST_RATIO = 0.6
_WIDEST_TURN_DEG = 60.0
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


Ground = tuple[Any, ...]
"""Why two accounts fit: a template, and the values in it."""

Weighed = tuple[float, Ground | None, Bar | None]
"""What the days or the places of two accounts weigh, why, and whether they exclude each other."""


@dataclass(slots=True)
class Fit:
    """How well two accounts fit: the weights of when, where and what, with the grounds in words."""

    when: float = 0.0
    where: float = 0.0
    facts: float = 0.0
    grounds: Sequence[Ground] = ()

    @property
    def score(self) -> float:
        """Sum of the weights; 0 where neither place nor facts say much."""
        return self.when + self.where + self.facts if max(self.where, self.facts) >= TELLING else 0.0

    def words(self) -> str:
        """Return the grounds and the score as text.

        Most fits are never told, so that a ground is kept as a template and its values.
        """
        told = (template.format(*map(_worded, values)) for template, *values in self.grounds)
        return f"{', '.join(told)} (fit {self.score:g})"


def fit(one: Account, other: Account, *, coarse: bool = False) -> Fit:
    """Return how well two accounts fit, whether or not anything excludes that they are of one strike (see `bar`).

    Parameters
    ----------
    one, other
        Accounts of different documents; a document's own reports are of different strikes.
    coarse
        Whether a date that is not known to a day may count, as of a strike recalled "in January".
    """
    if one.document == other.document or one.kind != other.kind:
        return Fit()
    when, day, _ = _when(one, other, coarse=coarse)
    where, place, _ = _where(one, other)
    facts, grounds = _facts(one, other)
    grounds = [ground for ground in (day, place, *grounds) if ground]
    if _are_undated(one, other) and repeat_each_other(one.told, other.told) and not bar(one, other, coarse=coarse):
        when = 1.0
        grounds.append(("the same words",))
    return Fit(when, where, facts, grounds)


def bar(one: Account, other: Account, *, coarse: bool = False) -> Bar | None:
    """Return what excludes that two accounts are of one strike, None where nothing does."""
    return (
        _others(one, other)
        or _when(one, other, coarse=coarse)[2]
        or _where(one, other)[2]
        or _casualties(one, other)
        or _wanting(one, other, coarse=coarse)
    )


def _others(one: Account, other: Account) -> Bar | None:
    """Return the bar of documents that tell of other things, parties or countries."""
    if one.document == other.document:
        return Bar.DOCUMENT
    if one.kind != other.kind:
        return Bar.KIND
    if one.parties and other.parties and not one.parties & other.parties:
        return Bar.PARTIES
    return Bar.COUNTRY if one.country and other.country and one.country != other.country else None


def _wanting(one: Account, other: Account, *, coarse: bool) -> Bar | None:
    """Return the bar of too little in common: a day apart is another strike unless the facts are the same."""
    if _are_undated(one, other):
        return None if _undated_agree(one, other) else Bar.UNDATED
    if coarse or _when(one, other, coarse=coarse)[0] > 0 or _facts(one, other)[0] >= TELLING:
        return None
    return Bar.NEXT_DAY


def _when(one: Account, other: Account, *, coarse: bool) -> Weighed:
    apart = days_apart(one, other)
    if apart is None:
        return _undated(one, other, coarse=coarse)
    if apart > TOLERANCE_DAYS or (apart and coarse):
        return 0.0, None, Bar.DAYS
    if apart or _are_two_nights(one, other):
        return 0.0, ("neighbouring days",), None
    if one.is_firm and other.is_firm:
        return 2.0, ("same day",), None
    return 1.0, ("dates that overlap",), None


def _are_two_nights(one: Account, other: Account) -> bool:
    """Whether both are of a night, a day and the next, and of different ones that share a day."""
    return one.first != other.first and all(account.days == 2 for account in (one, other))


def _undated(one: Account, other: Account, *, coarse: bool) -> Weighed:
    dated, undated = (one, other) if one.first is not None else (other, one)
    if not coarse:
        return 0.0, None, Bar.DAYS
    if dated.first is None:
        return _both_undated(one, other)
    if not undated.yearless or dated.last is None:
        return 0.0, None, None
    days = (date.fromordinal(day) for day in range(dated.first, dated.last + 1))
    if any((day.month, day.day) == undated.yearless for day in days):
        return 1.0, ("same day of the year",), None
    return 0.0, None, Bar.DAYS


def _both_undated(one: Account, other: Account) -> Weighed:
    """Weigh when two stories were published that name no day: within a week, where both dates are known."""
    if one.yearless or other.yearless:
        return 0.0, ("same day of the year",), None if one.yearless == other.yearless else Bar.DAYS
    if one.published is None or other.published is None:
        return 0.0, ("both without a day",), None
    days = abs((one.published - other.published).days)
    return 0.0, ("both without a day, published {} days apart", days), Bar.DAYS if days > RECALL_DAYS else None


def _are_undated(one: Account, other: Account) -> bool:
    return one.first is None and other.first is None


def _undated_agree(one: Account, other: Account) -> bool:
    """Whether two stories that name no day have enough in common: the same toll, and the same place or words.

    The lines of daily releases name one town in the same words day after day, so that the words prove
    as little as the place; a toll makes the difference. Without days of publication only the words will do.
    """
    if not _tell_one_toll(one, other):
        return False
    if repeat_each_other(one.told, other.told):
        return True
    is_known = (one.published and other.published) or one.yearless
    return bool(is_known) and min(_where(one, other)[0], _facts(one, other)[0]) >= TELLING


def _tell_one_toll(one: Account, other: Account) -> bool:
    here, there = one.counts["killed"], other.counts["killed"]
    return bool(here and there) and overlap(here, there) and is_telling(here, there)


def _where(one: Account, other: Account) -> Weighed:
    if one.place and one.place == other.place:
        agree = offsets_agree(one, other)
        if agree is False:
            return 0.0, None, Bar.OFFSET
        weight, ground = _same_place(one, other, agree=bool(agree))
        if weight:
            return weight, ground, None
    if one.shape is not None and other.shape is not None:
        return _regions(one, other)
    if one.spelling and one.spelling == other.spelling:
        return 2.0, ("same name of place ({})", own_name(one.cell("locality"), one.cell("place_text"))), None
    return 0.0, None, None


def _regions(one: Account, other: Account) -> Weighed:
    """Weigh how regions overlap: where only their outskirts do, or other towns are named, facts must speak too."""
    if not one.meets(other):
        return 0.0, None, Bar.REGION
    if proves_little(one, other):
        return 0.5, ("regions overlap, one of them wide",), None
    if _are_neighbours(one, other):
        return 1.0, ("regions overlap, though they name different places",), None
    if one.shape is other.shape or shapely.intersects(one.core, other.core):
        return 2.0, ("regions overlap",), None
    return 1.0, ("outskirts of the regions overlap",), None


class Extent(Protocol):
    """What tells how much the overlap of a region says: of one account, or of many as arrays."""

    @property
    def is_wide(self) -> Any:
        """Whether there is a region, and a wide one."""

    @property
    def is_vague(self) -> Any:
        """Whether only an area is named, and nothing measured from it."""


def proves_little(one: Extent, other: Extent) -> Any:
    """Whether that two regions overlap proves little: one is wide, and one, maybe the other, only names a place.

    Asked of one account twice: whether it is a wide region that only names a place.
    """
    return (one.is_wide | other.is_wide) & (one.is_vague | other.is_vague)


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
    unknown = [not account.cell("place_id") for account in (one, other)]
    return one.shape is other.shape and unknown[0] is not unknown[1]


def _same_place(one: Account, other: Account, *, agree: bool) -> tuple[float, tuple[str, str]]:
    name = one.cell("place_text") or one.place
    if agree:
        return 3.0, ("same distance from {}", name)
    if one.kind_of_place == other.kind_of_place and not one.is_vague:
        return 3.0, ("same words of place ({})", name)
    if _is_near(one, other) or _is_near(other, one):
        return 2.0, ("one near or in {}, from where the other measures", name)
    if one.bearing_deg is not None and other.bearing_deg is not None:
        return 2.0, ("same direction from {}", name)
    return 0.0, ("", "")


def _is_near(one: Account, other: Account) -> bool:
    """Whether the first says "near" or "in" a place from which the second measures a distance that this covers."""
    reach = {"near": NEAR_REACH_M, "feature": TOWN_REACH_M}.get(one.kind_of_place, 0.0)
    return other.distance_m is not None and other.distance_m <= reach


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


def _casualties(one: Account, other: Account) -> Bar | None:
    """Return the bar of casualties of another order."""
    for name in one.persons:
        if name in other.persons and _are_of_another_order(one, other, name):
            return Bar.CASUALTIES
    return None


def _are_of_another_order(one: Account, other: Account, name: str) -> bool:
    """Whether two counts of persons exclude each other: far apart, and not one toll that grew."""
    here, there = one.persons[name], other.persons[name]
    return not overlap(here, there) and far_apart(here, there) and not _has_grown((one, here), (other, there))


def _facts(one: Account, other: Account) -> tuple[float, list[Ground]]:
    """Weigh the casualties, the numbers of strikes and vehicles, and the means."""
    weight, grounds = _people(one, other)
    here, there = one.counts["strikes"], other.counts["strikes"]
    # "a strike" may stand for a series, so one strike against six says nothing.
    if here and there and here.high != 1 and there.high != 1:
        same = here == there
        weight += 2.0 if same else -1.5
        grounds.append(("{} strikes in both" if same else "though {} against {} strikes", here, there))
    if one.vehicles is not None and one.vehicles == other.vehicles:
        weight += 1.0
        grounds.append(("{} vehicles in both", one.vehicles))
    if one.means & other.means:
        weight += 1.0
        grounds.append(("same aircraft ({})", one.means & other.means))
    return weight, grounds


def _people(one: Account, other: Account) -> tuple[float, list[Ground]]:
    """Weigh the casualties; those of another order exclude each other, and weigh nothing."""
    weight = 0.0
    grounds: list[Ground] = []
    for name, here in one.persons.items() if other.persons else ():
        there = other.persons.get(name)
        if there is None:
            continue
        noun = _PERSONS[name]
        if overlap(here, there):
            weight += 2.0 if name == "killed" and is_telling(here, there) else 0.5
            grounds.append(("{} {} in both", (here, there), noun))
        elif not _are_of_another_order(one, other, name):
            weight -= 0.0 if are_close(here, there) else 1.0
            grounds.append(("though {} against {} {}", here, there, noun))
    return weight, grounds


def _worded(value: Any) -> str:
    """Return a value of a ground in words: a count, what two counts have in common, names, a name or a number."""
    match value:
        case Count():
            return in_words(value)
        case (Count() as one, Count() as other):
            return in_words(shared(one, other))
        case frozenset():
            return ", ".join(sorted(value))
    return str(value)


def _has_grown(*told: tuple[Account, Count]) -> bool:
    """Whether the greater number was published some days after the smaller: tolls grow."""
    (small, _), (great, _) = sorted(told, key=lambda each: middle(each[1]))
    if small.published is None or great.published is None:
        return False
    return (great.published - small.published).days >= _TOLL_DAYS
