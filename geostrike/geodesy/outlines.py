"""Outline of a grown annular sector in closed form, as polar coordinates about its reference point.

The sector lies between two radii and two azimuths; growing it by a disc rounds its corners, moves
its arcs out and in, and its straight sides outwards. Every vertex of the result is the end of a
step of `grow` metres that starts at a point of the sector's edge, `along` metres from the
reference point on one of the sides, and leaves it `turn` degrees from the outward direction:
0 on the outer arc, 0 to 90 round the outer corner, 90 beside the straight side, 90 to 180 round the
inner corner, 180 on the inner arc. One spherical triangle answers all of these.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geostrike.geodesy.ellipsoid import MEAN_RADIUS_M, Array

_CORNER_ROOM = 1.05
"""Corners are circumscribed: they take this much more room than their circle at most."""

_STEEPEST_NOTCH_DEG = 85.0
_CLEARANCE_DEG = 1e-3
"""Where two corners all but touch, or one all but vanishes, rounding would tangle the outline."""


class Steps(NamedTuple):
    """Numbers of segments: along the two arcs, round each corner, along each straight side."""

    arc: int
    corner: int
    side: int


def grown_sector(half_deg: Array, inner_m: Array, outer_m: Array, grow_m: Array, steps: Steps) -> tuple[Array, Array]:
    """Return bearings relative to the axis (degrees) and distances (metres) of the outline's vertices.

    Parameters
    ----------
    half_deg, inner_m, outer_m, grow_m
        (n,) arrays. Every row `is_hollow` (an inner arc remains) or none is; `closed_form` holds
        for all.
    steps
        Numbers of segments, one for the whole batch.

    Returns
    -------
    bearing_deg, distance_m
        (n, m) arrays, counter-clockwise on the map. The polygon circumscribes the outline.
    """
    half, inner, outer, grow = (a[:, np.newaxis] for a in (half_deg, inner_m, outer_m, grow_m))
    hollow = bool(is_hollow(inner_m, grow_m)[0])
    side_bearing, side_distance = _side(half, inner, outer, grow, steps, hollow=hollow)
    arc = np.linspace(-1, 1, steps.arc + 1)
    middles = (arc[:-1] + arc[1:]) / 2
    outer_arc = (outer + grow) / np.cos(np.radians(half / steps.arc))
    bearings = [half * middles, half + side_bearing]
    distances = [np.broadcast_to(outer_arc, (len(half), steps.arc)), side_distance]
    if hollow:
        # Chords of the inner arc cut into the hole: vertices on the arc itself keep the region whole.
        bearings.append(half * arc[::-1])
        distances.append(np.broadcast_to(inner - grow, (len(half), steps.arc + 1)))
    else:
        bearings.append(np.full_like(half, 180.0))
        distances.append(_behind(half, inner, grow))
    bearings.append(-(half + side_bearing)[:, ::-1])
    distances.append(side_distance[:, ::-1])
    # Bearings grow clockwise; the exterior of a polygon runs the other way.
    return np.concatenate(bearings, axis=1)[:, ::-1], np.concatenate(distances, axis=1)[:, ::-1]


def closed_form(half_deg: Array, inner_m: Array, grow_m: Array) -> NDArray[np.bool_]:
    """Say for which sectors the two grown sides keep clear of each other behind the reference point."""
    wide = grow_m * _CORNER_ROOM
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        hollow = half_deg + np.degrees(np.arcsin(np.minimum(wide / inner_m, 1.0))) < 180
        notch = _notch(np.radians(half_deg), inner_m, grow_m)
    full = (notch < _STEEPEST_NOTCH_DEG) & (half_deg - notch < 90 - _CLEARANCE_DEG)
    clear: NDArray[np.bool_] = np.where(is_hollow(inner_m, grow_m), hollow, full)
    return clear


def is_hollow(inner_m: Array, grow_m: Array) -> NDArray[np.bool_]:
    """Say for which sectors the reference point stays outside, by more than rounding."""
    hollow: NDArray[np.bool_] = grow_m < inner_m * (1 - 1e-6)
    return hollow


def _side(half: Array, inner: Array, outer: Array, grow: Array, steps: Steps, *, hollow: bool) -> tuple[Array, Array]:
    """Vertices from the outer corner to the inner one, bearings relative to the side."""
    quarter = (np.arange(steps.corner) + 0.5) / steps.corner
    last = np.full_like(half, 180.0) if hollow else 180 - half + _notch(np.radians(half), inner, grow)
    between = np.arange(1, steps.side)[np.newaxis, :] / steps.side
    outer_turn = np.broadcast_to(90 * quarter, (len(half), steps.corner))
    inner_turn = 90 + (last - 90) * quarter
    turn = np.concatenate([outer_turn, np.full((len(half), steps.side - 1), 90.0), inner_turn], axis=1)
    ones = np.ones_like(outer_turn)
    along = np.concatenate([outer * ones, outer + (inner - outer) * between, inner * ones], axis=1)
    # A polygon whose vertices are at radius / cos(half a step) touches the circle from outside.
    outer_step = grow / np.cos(np.radians(45 / steps.corner))
    inner_step = grow / np.cos(np.radians((last - 90) / 2 / steps.corner))
    step = np.concatenate([outer_step * ones, grow * np.ones_like(outer * between), inner_step * ones], axis=1)
    return _end_of_step(along, np.radians(turn), step)


def _end_of_step(along_m: Array, turn: Array, step_m: Array) -> tuple[Array, Array]:
    """Bearing (degrees, relative to the side) and distance of the end of a step, on the sphere."""
    along, step = along_m / MEAN_RADIUS_M, step_m / MEAN_RADIUS_M
    sin_along, cos_along = np.sin(along), np.cos(along)
    sin_step, cos_step = np.sin(step), np.cos(step)
    cos_turn = np.cos(turn)
    bearing = np.arctan2(sin_step * np.sin(turn), sin_along * cos_step + cos_along * sin_step * cos_turn)
    # Law of haversines, included angle 180 degrees - turn.
    haversine = np.sin((along - step) / 2) ** 2 + sin_along * sin_step * (1 + cos_turn) / 2
    return np.degrees(bearing), 2 * MEAN_RADIUS_M * np.arcsin(np.sqrt(np.minimum(haversine, 1.0)))


def _notch(angle: Array, inner: Array, grow: Array) -> Array:
    """Angle (degrees) under which the circles about the two inner corners meet behind the reference point."""
    notch: Array = np.degrees(np.arcsin(np.minimum(inner * np.sin(angle) / grow, 1.0)))
    return notch


def _behind(half: Array, inner: Array, grow: Array) -> Array:
    """Distance at which those circles meet, on the axis behind the reference point."""
    angle = np.radians(half)
    behind: Array = np.sqrt(np.maximum(grow**2 - (inner * np.sin(angle)) ** 2, 0.0)) - inner * np.cos(angle)
    return np.maximum(behind, 0.0)
