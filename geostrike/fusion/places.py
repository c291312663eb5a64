"""How well the places of two accounts fit, and when they exclude each other."""

from __future__ import annotations

from typing import Any, Protocol

import shapely

from geostrike.fusion.accounts import Account
from geostrike.fusion.grounds import Bar, Weighed
from geostrike.fusion.spellings import is_one_name, may_be_one_name, named, spelling
from geostrike.fusion.weights import OTHER_NAMES, OUTSKIRTS, SAME_PLACE, SAME_WORDS, WIDE
from geostrike.geodesy import inverse

NEAR_REACH_M = 60_000.0
"""What "near" a town may cover: releases' "near" against known positions has p95 48 km (US Central Command)."""

TOWN_REACH_M = 15_000.0
"""How far from a town what is said to have been in it may be measured: an assumption."""

# Shared by all pairs of which they are true, which are many.
_OVERLAP = Weighed(SAME_PLACE, ("regions overlap",))
_OUTSKIRTS = Weighed(OUTSKIRTS, ("outskirts of the regions overlap",))
_OTHER_TOWNS = Weighed(OUTSKIRTS, ("regions overlap, though they name different places",))
_WIDE = Weighed(WIDE, ("regions overlap, one of them wide",))
_DRAWN_APART = Weighed(OUTSKIRTS, ("the same name of place, though drawn apart",))
_APART = Weighed(bar=Bar.REGION)

_PART_RATIO = 4
"""How much larger the region of a city is than that of a part of it."""

_LEAST_RATIO = 0.6
_WIDEST_TURN_DEG = 60.0


def weigh(one: Account, other: Account) -> Weighed:
    """Return what their places weigh, why, and whether they exclude each other."""
    if _are_from_one_place(one, other):
        agree = offsets_agree(one, other)
        if agree is False:
            return _same_name(one) if _share_an_own_name(one, other) else Weighed(bar=Bar.OFFSET)
        found = _same_place(one, other, agree=bool(agree))
        if found is not None:
            return _OTHER_TOWNS if are_strangers(one, other) else found
    if one.shape is not None and other.shape is not None:
        return _regions(one, other)
    if share_a_name(one, other):
        return _same_name(one)
    if are_strangers(one, other):
        return Weighed(OTHER_NAMES, ("though they name different places",))
    return Weighed()


def _are_from_one_place(one: Account, other: Account) -> bool:
    """Whether both are at, or measure from, one place; of what was not placed its name tells."""
    if one.place and one.place == other.place:
        return True
    if one.distance_m is None or other.distance_m is None or (one.shape is not None and other.shape is not None):
        return False
    here, there = (spelling(account.cell("place_text")) for account in (one, other))
    return bool(here) and here == there


def share_a_name(one: Account, other: Account) -> bool:
    """Whether both are at places of one name, in any spelling; names that the gazetteer knows it tells apart."""
    if not one.spelling or not other.spelling:
        return False
    if one.spelling == other.spelling:
        return True
    return (one.is_unknown or other.is_unknown) and is_one_name(one.name, other.name)


def may_share_a_name(one: Account, other: Account) -> bool:
    """Whether two names that the gazetteer lacks may be one, which was written by ear."""
    return share_a_name(one, other) or (one.is_unknown and other.is_unknown and may_be_one_name(one.name, other.name))


def _share_an_own_name(one: Account, other: Account) -> bool:
    """Whether both name one place, and not only that from which they measure: then their numbers may be a slip."""
    return share_a_name(one, other) and one.spelling != spelling(one.cell("place_text"))


def _same_name(account: Account) -> Weighed:
    return Weighed(SAME_PLACE, ("same name of place ({})", account.name))


def _name_one(one: Account, other: Account) -> bool:
    """Whether both are in places of one name, or part of it: that they are drawn apart is a mistake about a name.

    One place of the gazetteer that is drawn apart is told by its distance, and that differs.
    """
    is_known = one.place == other.place and bool(one.cell("place_id"))
    if is_known or not (one.is_named and other.is_named):
        return False
    return share_a_name(one, other) or _is_part(one, other) or _is_part(other, one)


def are_strangers(one: Account, other: Account) -> bool:
    """Whether both name a place that no gazetteer has, and another one, of which neither is part of the other."""
    return one.is_unknown and other.is_unknown and not (may_share_a_name(one, other) or _name_one(one, other))


def _regions(one: Account, other: Account) -> Weighed:
    """Weigh how regions overlap: where only their outskirts do, or other towns are named, facts must speak too."""
    if not one.meets(other):
        return _DRAWN_APART if _name_one(one, other) else _APART
    if share_a_name(one, other) and not (one.cell("place_id") and one.place == other.place):
        return _same_name(one)
    if proves_little(one, other):
        return _WIDE
    if are_neighbours(one, other):
        return _OTHER_TOWNS
    if one.shape is other.shape or shapely.intersects(one.core, other.core):
        return _OVERLAP
    return _OUTSKIRTS


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


def is_within_reach(one: Account, other: Account) -> bool:
    """Whether one is near a place, and the other so close to where that is drawn that it may be meant by it."""
    if "near" not in (one.kind_of_place, other.kind_of_place) or one.shape is None or other.shape is None:
        return False
    here, there = shapely.get_coordinates(shapely.shortest_line(one.region, other.region))
    return bool(inverse(*here, *there)[1] <= NEAR_REACH_M)


def are_neighbours(one: Account, other: Account) -> bool:
    """Whether both say that it was in or near a place, and different ones of which neither is part of the other."""
    if are_strangers(one, other):
        return True
    if one.place == other.place or _is_held(one, other) or may_share_a_name(one, other) or _name_one(one, other):
        return False
    if one.kind_of_place == other.kind_of_place == "near":
        return True
    if not (one.is_in_place and other.is_in_place):
        return False
    small, large = sorted((one, other), key=lambda account: account.area_m2)
    return large.area_m2 < _PART_RATIO * small.area_m2 or not shapely.covers(large.region, small.core)


def _is_part(part: Account, whole: Account) -> bool:
    """Whether the words for one place name the other as what holds it: "the Sukkari district of Aleppo"."""
    if not whole.is_named:
        return False
    names = {whole.spelling, spelling(whole.cell("place_name")) if whole.is_in_place else ""} - {"", part.spelling}
    return not names.isdisjoint(named(part.cell("locality")))


def _is_held(one: Account, other: Account) -> bool:
    """Whether one place that no gazetteer has is drawn as the other, which is said to contain it."""
    unknown = [not account.cell("place_id") for account in (one, other)]
    return one.shape is other.shape and unknown[0] is not unknown[1]


def _same_place(one: Account, other: Account, *, agree: bool) -> Weighed | None:
    """Weigh what is said of one place; None where that is no more than its name."""
    name = one.cell("place_text") or one.place
    if agree:
        return Weighed(SAME_WORDS, ("same distance from {}", name))
    if one.kind_of_place == other.kind_of_place and not one.is_vague:
        return Weighed(SAME_WORDS, ("same words of place ({})", name))
    if _is_near(one, other) or _is_near(other, one):
        return Weighed(SAME_PLACE, ("one near or in {}, from where the other measures", name))
    if one.bearing_deg is not None and other.bearing_deg is not None:
        return Weighed(SAME_PLACE, ("same direction from {}", name))
    return None


def _is_near(one: Account, other: Account) -> bool:
    """Whether the first says "near" or "in" a place from which the second measures a distance that this covers."""
    reach = {"near": NEAR_REACH_M, "feature": TOWN_REACH_M}.get(one.kind_of_place, 0.0)
    return other.distance_m is not None and other.distance_m <= reach


def offsets_agree(one: Account, other: Account) -> bool | None:
    """Whether two offsets from one place agree: True, False, or None where one has no numbers."""
    return False if _directions_agree(one, other) is False else _distances_agree(one, other)


def differ_in_both(one: Account, other: Account) -> bool:
    """Whether distance and direction of two offsets differ, and not only one of them, as by a slip."""
    return _directions_agree(one, other) is False and _distances_agree(one, other) is False


def measure_the_same(one: Account, other: Account) -> bool:
    """Whether both give a distance or a direction from one place, and the same."""
    agree = (_directions_agree(one, other), _distances_agree(one, other))
    return _are_from_one_place(one, other) and True in agree and False not in agree


def _directions_agree(one: Account, other: Account) -> bool | None:
    if one.bearing_deg is None or other.bearing_deg is None:
        return None
    turn = abs(one.bearing_deg - other.bearing_deg) % 360
    return min(turn, 360 - turn) <= _WIDEST_TURN_DEG


def _distances_agree(one: Account, other: Account) -> bool | None:
    if not one.distance_m or not other.distance_m:
        return None
    near, far = sorted((one.distance_m, other.distance_m))
    return near >= _LEAST_RATIO * far
