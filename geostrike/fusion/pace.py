"""How many strikes of a country are known about a day: the fewer, the more says that two stories share the day."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from geostrike.fusion.groups import Group
from geostrike.fusion.weights import MOST_DAY, SAME_DAY

WEEKS_DAYS = 14
"""Days before and after that are looked at: long enough to count strikes, and short enough that a war is no other."""


class Pace:
    """The days of the strikes that are known of each country."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._days: dict[str, list[int]] = defaultdict(list)
        for group in groups:
            if group.latest_first is not None:
                self._days[group.country].append(group.latest_first)
        for days in self._days.values():
            days.sort()

    def quiet(self, group: Group) -> float:
        """Return what a day that two groups share weighs more than on a busy day; one of the two is given.

        If strikes come at random, so many in a month, another one is of this very day in so many of thirty cases.
        """
        if group.latest_first is None or not group.country:
            return 0.0
        days = self._days[group.country]
        first, last = group.latest_first - WEEKS_DAYS, group.latest_first + WEEKS_DAYS
        others = max(0, bisect_right(days, last) - bisect_left(days, first) - 2)
        weight = math.log2((last - first + 1) / (others + 1))
        return min(max(weight, SAME_DAY), MOST_DAY) - SAME_DAY
