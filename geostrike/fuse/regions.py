"""One region from several: the part where the located accounts agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely

from geostrike.fuse.accounts import Account
from geostrike.geodesy import enclosing_radius_m

_LEAST_SHARE = 0.02
"""Least share of the smaller region that two must have in common: less is a sliver and no agreement."""


@dataclass(frozen=True, eq=False)
class Agreement:
    """A region and its point, the accounts that it is made of, and those that it leaves out."""

    region: Any
    point: Any
    uncertainty_m: float
    leading: Account
    left_out: tuple[Account, ...] = ()


def agreement(accounts: Sequence[Account]) -> Agreement | None:
    """Return where the located accounts agree, None where none is located.

    The region that most others meet leads, the smaller among equals; each of the others narrows it
    unless hardly anything of it would be left, and is then left out.
    """
    located = [account for account in accounts if account.is_located]
    if not located:
        return None
    support = {one.id: sum(_common(one.region, other.region) is not None for other in located) for one in located}
    ordered = sorted(located, key=lambda account: (-support[account.id], account.area_m2, account.id))
    leading, region = ordered[0], ordered[0].region
    left_out: list[Account] = []
    for account in ordered[1:]:
        common = _common(region, account.region)
        if common is None:
            left_out.append(account)
        else:
            region = common
    point = _point(region, ordered)
    radius = float(enclosing_radius_m(region, point.x, point.y))
    return Agreement(region, point, radius, leading, tuple(left_out))


def _common(one: Any, other: Any) -> Any | None:
    """Return the polygons that two regions share, None where that is nothing or a sliver."""
    if one.equals(other):
        return one
    shared = shapely.intersection(one, other)
    parts = [part for part in getattr(shared, "geoms", [shared]) if part.geom_type in ("Polygon", "MultiPolygon")]
    common = shapely.union_all(parts)
    return None if common.area < _LEAST_SHARE * min(one.area, other.area) else common


def _point(region: Any, accounts: Sequence[Account]) -> Any:
    """Return the first account's point that lies in the region, else a point inside."""
    points = (account.row["point"] for account in accounts)
    inside = (point for point in points if point is not None and region.intersects(point))
    return next(inside, None) or region.representative_point()
