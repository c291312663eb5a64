"""One region from several: the part where the located accounts agree."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import shapely

from geostrike.fusion.accounts import Account, Shape
from geostrike.geodesy import enclosing_radius_m
from geostrike.tables.contracts import LEVELS

_LEAST_SHARE = 0.02
"""Least share of the smaller region that two must have in common: less is a sliver and no agreement."""

_COMPARED = 24
"""Most different regions of one strike that are compared with each other to find the one that leads."""


@dataclass(frozen=True, eq=False)
class Agreement:
    """A region, its point and radius, the regions per level by column, and what they are made of.

    `leading` is the account that the region starts from, `agreeing` those that it is made of (the
    leading one first); `left_out` are those that hardly meet it.
    """

    region: Any
    point: Any
    uncertainty_m: float
    levels: dict[str, Any]
    agreeing: tuple[Account, ...]
    left_out: tuple[Account, ...] = ()

    @property
    def leading(self) -> Account:
        """The account that the region starts from."""
        return self.agreeing[0]


def agreement(accounts: Sequence[Account]) -> Agreement | None:
    """Return where the located accounts agree, None where none is located.

    The region that most others meet leads, the smaller among equals; each of the others narrows it
    unless hardly anything of it would be left, and is then left out. An account that only names a
    place ("outside of Sirte") is passed over where another states a distance from it: it says less,
    not otherwise.
    """
    located = _telling([account for account in accounts if account.is_located])
    if not located:
        return None
    if len({account.shape for account in located}) == 1:
        return _alone(located)
    region, meets = _shared(located)
    agreeing = [account for account in meets if meets[account]]
    left_out = [account for account in meets if not meets[account]]
    levels = _levels(agreeing)
    point = _point((*levels.values(), region), agreeing)
    radius = float(enclosing_radius_m(region, point.x, point.y))
    return Agreement(region, point, radius, levels, tuple(agreeing), tuple(left_out))


def _alone(located: Sequence[Account]) -> Agreement:
    """Return the region that all accounts have, with point, radius and levels as the first of them has them."""
    first = min(located, key=lambda account: account.id)
    others = (account for account in located if account is not first)
    levels = {name: first.row[name] for name in map(_column, sorted(LEVELS)) if first.row[name] is not None}
    return Agreement(first.region, first.row["point"], first.row["uncertainty_m"], levels, (first, *others))


def _shared(located: Sequence[Account]) -> tuple[Any, dict[Account, bool]]:
    """Return the region where accounts agree, and for each of them, the leading one first, whether it is of those.

    Regions that are the same are looked at once. Of more than a few the most stated ones lead.
    """
    stated = Counter(account.shape for account in located)
    holder = {account.shape: account for account in reversed(located)}
    often = sorted(stated, key=lambda shape: (-stated[shape], _size(shape), holder[shape].id))[:_COMPARED]
    support = {
        one: sum(stated[two] for two in often if _common(_of(one), _of(two)) is not None) if one in often else 0
        for one in stated
    }
    ordered = sorted(stated, key=lambda shape: (-support[shape], _size(shape), holder[shape].id))
    region = _of(ordered[0])
    joined = {ordered[0]}
    for shape in ordered[1:]:
        common = _common(region, _of(shape))
        if common is not None:
            region = common
            joined.add(shape)
    rank = {shape: number for number, shape in enumerate(ordered)}
    by_shape = sorted(located, key=lambda account: (rank[account.shape], account.id))
    return region, {account: account.shape in joined for account in by_shape}


def _of(shape: Shape | None) -> Any:
    return shape.geometry if shape else None


def _size(shape: Shape | None) -> float:
    return shape.area_m2 if shape else math.inf


def _telling(located: Sequence[Account]) -> list[Account]:
    """Return the accounts without those that only name a place from which another one measures."""
    measured = {account.row["place_id"] for account in located if account.distance_m is not None} - {""}
    return [a for a in located if a.distance_m is not None or a.row["place_id"] not in measured]


def _column(level: float) -> str:
    return f"region_{100 * level:.0f}"


def _levels(accounts: Sequence[Account]) -> dict[str, Any]:
    """Return the region of each level, from that of most cases inwards; each lies in the one before.

    Where the accounts share nothing at a narrow level, the leading one's stands, cut to the wider
    level; where that is nothing too, the wider level's.
    """
    found: dict[str, Any] = {}
    wider = None
    for name in map(_column, sorted(LEVELS, reverse=True)):
        rows = {id(account.shape): account.row[name] for account in accounts if account.row[name] is not None}
        regions = [shapely.make_valid(region) for region in rows.values()]
        if not regions:
            continue
        common = reduce(lambda one, other: None if one is None else _common(one, other), regions)
        common = regions[0] if common is None else common
        within = common if wider is None else _common(wider, common)
        found[name] = wider = wider if within is None else within
    return dict(reversed(found.items()))


def _common(one: Any, other: Any) -> Any | None:
    """Return the polygons that two regions share, None where that is nothing or a sliver."""
    if one is other or one.equals_exact(other, 0.0):
        return one
    shared = shapely.intersection(one, other)
    parts = [part for part in getattr(shared, "geoms", [shared]) if part.geom_type in ("Polygon", "MultiPolygon")]
    common = shapely.union_all(parts)
    return None if common.area < _LEAST_SHARE * min(one.area, other.area) else common


def _point(regions: Sequence[Any], accounts: Sequence[Account]) -> Any:
    """Return the first account's point that lies in all regions, narrowest first, else one inside the narrowest."""
    points = (account.row["point"] for account in accounts)
    inside = (point for point in points if point is not None and all(region.intersects(point) for region in regions))
    return next(inside, None) or regions[0].representative_point()
