"""One region from what the accounts of a strike claim of its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import shapely

from geostrike.fusion.accounts import Account
from geostrike.fusion.claims import Claim, claims
from geostrike.tables.contracts import LEVELS, region_column
from geostrike.uncertainty.combining import combine

_MULTIPLIED = 3
"""Most claims that are multiplied: a fourth hardly narrows the region, and the pieces grow with each."""


@dataclass(frozen=True, eq=False)
class Agreement:
    """A region, its point and radius, the regions per level by column, and the claims that they are made of.

    The radius is None where the region is drawn anew: it is cheaper to measure for many events at once.
    The first claim's leading account says where in words. Where the claims are contradictory the
    region covers each of them. `around` are claims that only name an area which holds the first one's
    region: they were passed over.
    """

    region: Any
    point: Any
    uncertainty_m: float | None
    levels: dict[str, Any]
    claims: tuple[Claim, ...]
    contradictory: bool = False
    around: tuple[Claim, ...] = ()

    @property
    def leading(self) -> Account:
        """The account that says where in words."""
        return self.claims[0].leading

    def remarks(self) -> Iterator[str]:
        """Yield how the region was made, in sentences."""
        first = self.claims[0]
        if self.contradictory:
            yield "The reports contradict each other on the place; the region covers what each of them says."
        elif len(self.claims) > 1:
            names = ", ".join(_name(claim) for claim in self.claims)
            yield f"The reports go by several places ({names}): their densities multiply, taken as independent."
        elif first.weighed == 1 and len(first.accounts) > 1:
            yield f"The region is where {len(first.accounts)} reports agree; they count as one claim, not as several."
        if self.around:
            names = ", ".join(_name(claim) for claim in self.around)
            yield f"What only names a wider area that holds it ({names}) says less, not otherwise, and was passed over."
        for claim in self.claims:
            if claim.weighed > 1:
                yield f"The numbers told of {_name(claim)} differ; each counts by the sources that tell it."


def agreement(accounts: Sequence[Account]) -> Agreement | None:
    """Return what the located accounts say of the place together, None where none is located.

    Accounts that measure from one place make one claim (see `claims`); claims from several places
    multiply, and where they have nothing in common the region covers all of them. The claim
    with the smallest region leads; among contradictory ones that of most accounts. What only names
    an area that holds the smallest region ("in Helmand province") leaves it as it is.
    """
    made = claims([account for account in accounts if account.shape])
    if not made:
        return None
    made.sort(key=lambda claim: (claim.leading.area_m2, claim.leading.id))
    around = tuple(claim for claim in made[1:] if _only_holds(claim, made[0]))
    made = [claim for claim in made if claim not in around and made[0].regions.keys() <= claim.regions.keys()]
    del made[_MULTIPLIED:]
    if len(made) == 1 and len({account.shape for account in made[0].accounts}) == 1:
        return _alone(made[0], around)
    levels = sorted(made[0].regions)
    combined = combine([claim.regions for claim in made], levels)
    if combined.contradictory:
        made.sort(key=lambda claim: -len(claim.accounts))
    return replace(_drawn(combined.regions, made), contradictory=combined.contradictory, around=around)


def _only_holds(claim: Claim, first: Claim) -> bool:
    """Whether a claim is an outline, the same at every level, that holds the widest region of the first."""
    if not claim.leading.is_vague:
        return False
    narrow, wide = (claim.regions[find(claim.regions)] for find in (min, max))
    is_outline = shapely.area(narrow) == shapely.area(wide)  # regions are nested
    return bool(is_outline and shapely.covers(wide, first.regions[max(first.regions)]))


def _alone(claim: Claim, around: tuple[Claim, ...]) -> Agreement:
    """Return the region that all accounts have, with point and radius as the leading one has them."""
    leading, levels = claim.leading, _columns(claim.regions)
    return Agreement(
        leading.region, leading.cell("point"), leading.cell("uncertainty_m"), levels, (claim,), around=around
    )


def _drawn(regions: dict[float, Any], made: Sequence[Claim]) -> Agreement:
    level = made[0].leading.cell("level")
    region = regions.get(level, regions[max(regions)])
    accounts = [account for claim in made for account in claim.accounts]
    point = _point((*regions.values(), region), accounts)
    return Agreement(region, point, None, _columns(regions), tuple(made))


def _columns(regions: dict[float, Any]) -> dict[str, Any]:
    return {region_column(level): regions[level] for level in LEVELS if level in regions}


def _name(claim: Claim) -> str:
    return str(claim.leading.cell("place_text") or claim.leading.cell("locality"))


def _point(regions: Sequence[Any], accounts: Sequence[Account]) -> Any:
    """Return the first account's point that lies in all regions, narrowest first, else one inside the narrowest."""
    points = (account.cell("point") for account in accounts)
    inside = (point for point in points if point is not None and all(region.intersects(point) for region in regions))
    return next(inside, None) or regions[0].representative_point()
