"""From what a text states to metres and degrees: the published point-radius protocol and the empirical model."""

from geostrike.uncertainty.conventions import CONVENTIONS, DEFAULT_CONVENTION, distance_precision
from geostrike.uncertainty.protocol import (
    between_radius,
    coordinate_error_m,
    distance_only_radius,
    feature_radius,
    near_radius,
    orthogonal_radius,
    path_radius,
    point_radius,
)
from geostrike.uncertainty.stated import TRAVEL_M, distance_interval, heading_half_angle_deg, truncated_interval

__all__ = [
    "CONVENTIONS",
    "DEFAULT_CONVENTION",
    "TRAVEL_M",
    "between_radius",
    "coordinate_error_m",
    "distance_interval",
    "distance_only_radius",
    "distance_precision",
    "feature_radius",
    "heading_half_angle_deg",
    "near_radius",
    "orthogonal_radius",
    "path_radius",
    "point_radius",
    "truncated_interval",
]
