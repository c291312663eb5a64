"""What the accounts of one strike claim of its place: one claim for each place that they measure from.

Stories of one strike go back to one statement, so what they say of its distance and direction from
one town is one measurement, however many tell it: taken as many, the region would shrink with each
reprint. Those who measure from another town measure anew.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely

from geostrike.fusion.accounts import Account, Shape
from geostrike.fusion.independence import sources
from geostrike.tables.contracts import LEVELS, region_column
from geostrike.uncertainty.combining import pool

LEAST_SHARE = 0.02
"""Least share of the smaller region that two must have in common: less is a sliver and no agreement."""

_COMPARED = 24
"""Most different regions that are compared for one place, the most told first."""

_POOLED = 3
"""Most versions with other numbers that are weighed against each other, the most told first."""

_FINER_BEARINGS = ((45.0, 22.5), (22.5, 11.25), (11.25, 5.625))
"""Step of a compass rose in degrees, and the half-angle of its words; degrees stated as such have none."""

Regions = dict[float, Any]


@dataclass(frozen=True, eq=False)
class Version:
    """Accounts whose numbers agree as far as they state any; the most exact one first, which speaks for all."""

    accounts: list[Account]

    @property
    def leading(self) -> Account:
        """The most exact account."""
        return self.accounts[0]


@dataclass(frozen=True, eq=False)
class Claim:
    """What all accounts that measure from one place claim together.

    `regions` are by level. `versions` differ in their numbers by more than rounding, the one that
    leads first; `weighed` says how many of them share in the regions.
    """

    regions: Regions
    versions: list[Version]
    weighed: int = 1

    @property
    def leading(self) -> Account:
        """The account whose wording stands for the claim."""
        return self.versions[0].leading

    @property
    def accounts(self) -> list[Account]:
        """All accounts, those of the leading version first."""
        return [account for version in self.versions for account in version.accounts]


def claims(accounts: Sequence[Account]) -> list[Claim]:
    """Return the claims of located accounts.

    An account that only names a place ("outside of Sirte") is passed over where another states a
    distance from it: it says less, not otherwise.
    """
    by_place: dict[object, list[Account]] = defaultdict(list)
    for account in accounts:
        by_place[account.place or account.shape].append(account)
    return [_claim(_telling(group)) for group in by_place.values()]


def regions_of(account: Account) -> Regions:
    """Return the regions of an account by level, narrowest first, each made valid: a file may bring any."""
    found = {level: account.cell(region_column(level)) for level in LEVELS}
    if account.cell("level") is not None:
        found[account.cell("level")] = account.region
    drawn = ((level, found[level]) for level in sorted(found) if found[level] is not None)
    return {level: region if region.is_valid else shapely.make_valid(region) for level, region in drawn}


def common_part(one: Any, other: Any) -> Any | None:
    """Return the polygons that two regions share, None where that is nothing or a sliver."""
    if one is other or one.equals_exact(other, 0.0):
        return one
    common = shapely.intersection(one, other)
    if common.geom_type == "GeometryCollection":  # borders that touch leave lines and points beside the polygons
        common = shapely.union_all([part for part in common.geoms if part.geom_type in ("Polygon", "MultiPolygon")])
    return None if common.area < LEAST_SHARE * min(one.area, other.area) else common


def _telling(group: Sequence[Account]) -> list[Account]:
    measured = [account for account in group if account.distance_m is not None]
    return measured or list(group)


def _claim(group: Sequence[Account]) -> Claim:
    """Return the claim of accounts that measure from one place.

    Versions that state as much as the leading one are weighed by how many sources tell them. What states
    less ("45 km from Sirte"), or the same in other units, only rules out what lies beyond its
    widest region.
    """
    versions = _versions(group)
    detail = _detail(versions[0].leading)
    rivals = [version for version in versions if _detail(version.leading) == detail]
    weights = [sources(version.accounts) for version in rivals] if rivals[1:] else [1]
    likely = sorted(range(len(rivals)), key=lambda rank: -weights[rank])[:_POOLED]
    rivals = [rivals[rank] for rank in likely]
    ordered = [*rivals, *(version for version in versions if version not in rivals)]
    speaking = {version.leading.shape for version in rivals}
    shapes = dict.fromkeys(account.shape for version in ordered for account in version.accounts)
    others = [shape for shape in shapes if shape is not None and shape not in speaking][:_COMPARED]
    return Claim(_cut(_weighed(rivals, sorted(weights, reverse=True)), others), ordered, len(rivals))


def _versions(group: Sequence[Account]) -> list[Version]:
    """Sort accounts by their numbers, the most exact ones first; each joins the first version that it agrees with."""
    told = Counter(account.shape for account in group)
    ordered = sorted(group, key=lambda account: _exactness(account, told[account.shape]))
    often = {shape for shape, _ in told.most_common(_COMPARED)}
    found: list[Version] = []
    home: dict[Shape | None, Version] = {}
    for account in ordered:
        if account.shape not in home:
            likely = found if account.shape in often else found[:1]
            version = next((each for each in likely if _agree(each.leading, account)), None)
            if version is None:
                version = Version([])
                found.append(version)
            home[account.shape] = version
        home[account.shape].accounts.append(account)
    return found


def _detail(account: Account) -> int:
    """Rank by what is stated: distance and direction, a distance, a direction, neither."""
    return 2 * (account.distance_m is not None) + (account.bearing_deg is not None)


def _exactness(account: Account, told: int) -> tuple[float, float, int, float, str]:
    """Rank by how exact the numbers are, then how often told; without numbers the smaller region goes first."""
    low, high = _interval(account)
    width = (high - low) / account.distance_m if account.distance_m else 0.0
    detail = _detail(account)
    return -detail, width, -told if detail else 0, account.area_m2, account.id


def _interval(account: Account) -> tuple[float, float]:
    """Return the least and greatest distance that the statement allows, in metres; of a bare number itself."""
    stated = account.distance_m or 0.0
    low, high = account.cell("distance_low_m"), account.cell("distance_high_m")
    is_open = low is not None and high is None
    return stated if low is None else low, math.inf if is_open else stated if high is None else high


def _agree(one: Account, other: Account) -> bool:
    """Whether two accounts can be the same statement: numbers within rounding, where both give them, and regions."""
    if one.distance_m is not None and other.distance_m is not None:
        (low, high), (least, most) = _interval(one), _interval(other)
        if low > most or least > high:
            return False
    if one.bearing_deg is not None and other.bearing_deg is not None:
        turn = abs(one.bearing_deg - other.bearing_deg) % 360
        reach = _half_angle_deg(one.bearing_deg) + _half_angle_deg(other.bearing_deg)
        if turn and min(turn, 360 - turn) >= reach:
            return False
    return one.meets(other)


def _half_angle_deg(bearing_deg: float) -> float:
    return next((half for step, half in _FINER_BEARINGS if bearing_deg % step == 0), 0.0)


def _weighed(rivals: Sequence[Version], weights: Sequence[int]) -> Regions:
    """Return the regions of one version, or of rival ones together, at the levels that all of them have."""
    drawn = [regions_of(version.leading) for version in rivals]
    levels = [level for level in drawn[0] if all(level in each for each in drawn)]
    if len(drawn) == 1 or not levels:
        return drawn[0]
    shared = [{level: each[level] for level in levels} for each in drawn]
    return pool(shared, weights[: len(shared)], levels).regions


def _cut(regions: Regions, shapes: Sequence[Shape]) -> Regions:
    """Cut regions to what all shapes allow; a shape that would leave hardly anything of them allows everything."""
    allowed = widest = regions[max(regions)]
    for shape in shapes:
        if not shapely.covers(shape.geometry, allowed):
            allowed = common_part(allowed, shape.geometry) or allowed
    if allowed is widest:
        return regions
    parts = {level: common_part(region, allowed) for level, region in regions.items()}
    return regions if None in parts.values() else parts
