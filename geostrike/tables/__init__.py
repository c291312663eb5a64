"""Column contracts in one place: what the frames of reports, events and locations hold."""

from geostrike.tables.build import event_frame, location_frame, report_frame
from geostrike.tables.checks import check
from geostrike.tables.claims import Claim, beside_countries, claim, spoken_of
from geostrike.tables.contracts import CRS, EVENTS, LOCATIONS, REPORTS, Column, Contract, Kind, region_level

__all__ = [
    "CRS",
    "EVENTS",
    "LOCATIONS",
    "REPORTS",
    "Claim",
    "Column",
    "Contract",
    "Kind",
    "beside_countries",
    "check",
    "claim",
    "event_frame",
    "location_frame",
    "region_level",
    "report_frame",
    "spoken_of",
]
