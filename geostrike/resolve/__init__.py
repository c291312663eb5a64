"""Which place is meant: names and what surrounds them to ranked places, with reasons.

`infer_countries` says of which countries a text speaks; `resolve` finds the places of a locality
expression. Neither draws anything: that is left to :mod:`geostrike.georeference`.
"""

from geostrike.resolve.clues import may_be_scene
from geostrike.resolve.countries import infer_countries
from geostrike.resolve.datelines import Dateline, dateline
from geostrike.resolve.namesakes import is_in_or_near
from geostrike.resolve.resolver import resolve
from geostrike.resolve.support import SURE, bears, surely_meant

__all__ = [
    "SURE",
    "Dateline",
    "bears",
    "dateline",
    "infer_countries",
    "is_in_or_near",
    "may_be_scene",
    "resolve",
    "surely_meant",
]
