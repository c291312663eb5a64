"""Where a story was filed: "BEIRUT, March 3 (Reuters) -"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geostrike.lang.datelines import Dateline, datelines

if TYPE_CHECKING:
    from geostrike.gazetteer import Gazetteer

__all__ = ["Dateline", "dateline"]

_REACH = 1_000
"""A dateline stands in the first characters of a text."""


def dateline(text: str, gazetteer: Gazetteer) -> Dateline | None:
    """Find the dateline of a text that names a city; None where it has none.

    "LIBYA: Jets bombed a camp" has none: a country in that place says where.

    >>> from geostrike.gazetteer import Gazetteer
    >>> dateline("March 4, 2024 (NYALA) - Jets bombed a camp.", Gazetteer.default()).city
    'NYALA'
    """
    found = next((line for line in datelines(text, 0, _REACH) if line.city), None)
    return None if found is None or gazetteer.country_code(found.city) else found
