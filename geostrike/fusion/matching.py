"""Two accounts held against each other: what speaks for one strike, a sum of weights, and what excludes it."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from geostrike.fusion import days, facts, places
from geostrike.fusion.accounts import Account, days_apart
from geostrike.fusion.grounds import Bar, Facts, Ground, Weighed, in_words
from geostrike.fusion.weights import CONTESTED, ENOUGH, PRICES, REPEATED_WORDS, SURE, TELLING
from geostrike.fusion.wording import repeat_each_other


@dataclass(slots=True, eq=False)
class Comparison:
    """Two accounts, their days, places and facts each weighed once, when they are first asked for.

    Parameters
    ----------
    one, other
        Accounts of different documents; a document's own reports are of different strikes.
    coarse
        Whether a date that is not known to a day may count, as of a strike recalled "in January".
    """

    one: Account
    other: Account
    coarse: bool = False
    _days: Weighed | None = field(default=None, init=False)
    _places: Weighed | None = field(default=None, init=False)
    _facts: Facts | None = field(default=None, init=False)
    _score: float | None = field(default=None, init=False)

    @property
    def days(self) -> Weighed:
        """What their days weigh."""
        if self._days is None:
            self._days = days.weigh(self.one, self.other, coarse=self.coarse)
        return self._days

    @property
    def places(self) -> Weighed:
        """What their places weigh."""
        if self._places is None:
            self._places = places.weigh(self.one, self.other)
        return self._places

    @property
    def facts(self) -> Facts:
        """What their numbers, means and targets weigh."""
        if self._facts is None:
            self._facts = facts.weigh(self.one, self.other)
        return self._facts

    @property
    def score(self) -> float:
        """Sum of the weights, whether or not anything bars it; 0 where neither place nor facts say much."""
        if self._score is None:
            self._score = self._sum()
        return self._score

    def _sum(self) -> float:
        if max(self.places.weight, self.facts.weight) < TELLING or _cannot_fit(self.one, self.other):
            return 0.0
        repeated = REPEATED_WORDS if self._is_repeat() else 0.0
        return self.days.weight + self.places.weight + self.facts.weight + repeated

    @property
    def is_enough(self) -> bool:
        """Whether they are one strike, unless something bars it."""
        return self.score >= ENOUGH

    def words(self) -> str:
        """Return the grounds and the score as text."""
        return f"{', '.join(map(in_words, self._grounds()))} (fit {self.score:g})"

    def _grounds(self) -> Iterator[Ground]:
        if _cannot_fit(self.one, self.other):
            return
        for ground in (self.days.ground, self.places.ground, *self.facts.grounds):
            if ground:
                yield ground
        if self._is_repeat():
            yield ("the same words",)

    def _is_repeat(self) -> bool:
        """Whether neither names a day, and they are one story in the same words."""
        return self._are_undated() and repeat_each_other(self.one.told, self.other.told) and self.bar() is None

    def bar(self, overruled: Collection[Bar] = ()) -> Bar | None:
        """Return what excludes that the two are of one strike, but for what is overruled; None where nothing does."""
        for found in self._bars():
            if found and found not in overruled:
                return found
        return None

    def _bars(self) -> Iterator[Bar | None]:
        """Yield all that excludes that the two are of one strike, None for what does not."""
        yield self._others()
        yield Bar.COUNTRY if self._are_abroad() else None
        yield self.days.bar
        yield self._elsewhere()
        yield facts.excluded(self.one, self.other)
        yield self._wanting()

    def evidence(self, overruled: Collection[Bar] = ()) -> float:
        """Sum of the weights less the prices of what bars; minus infinity where nothing can outweigh that."""
        price = sum(self._price(found) for found in self._bars() if found and found not in overruled)
        return self.days.weight + self.places.weight + self.facts.weight - price

    def _price(self, found: Bar) -> float:
        if found is Bar.COUNTRY and self.one.shape is not None and self.other.shape is not None:
            return math.inf
        if found is Bar.NEXT_DAY and not self._outlasts_a_day():
            return math.inf
        return PRICES.get(found, math.inf)

    def _outlasts_a_day(self) -> bool:
        """Whether facts agree, or none differs and both measure the same from a place.

        What is measured is seldom true of strikes of two days; two nights are no days of which one is a slip.
        """
        if self.facts.weight != 0:
            return self.facts.weight > 0
        return self.one.days == self.other.days == 1 and places.measure_the_same(self.one, self.other)

    def _others(self) -> Bar | None:
        """Return the bar of documents that tell of other things, or of parties."""
        one, other = self.one, self.other
        if one.document == other.document:
            return Bar.DOCUMENT
        if one.kind != other.kind:
            return Bar.KIND
        are_others = one.parties and other.parties and not one.parties & other.parties
        return Bar.PARTIES if are_others and not self.is_contested else None

    @property
    def is_contested(self) -> bool:
        """Whether day, place and facts agree so well that the two may only differ on who struck."""
        where, what = self.places.weight, self.facts.weight
        return self._is_one_day() and where > 0 and what >= CONTESTED and where + what >= TELLING + CONTESTED

    def _elsewhere(self) -> Bar | None:
        """Return the bar of places, but where facts outweigh it.

        "In the south" has no known bounds, nor has "near" the capital; another place may be misread where the day,
        the dead and the wounded are the same, and a distance or a direction a slip, where a day and a toll of ten or
        more are.
        """
        found = self.places.bar
        if found is Bar.REGION and self.facts.weight >= TELLING:
            return None if self._may_meet() else found
        if found is Bar.OFFSET and self._is_one_day() and not places.differ_in_both(self.one, self.other):
            return None if self.facts.weight >= SURE else found
        return found

    def _may_meet(self) -> bool:
        """Whether regions that do not meet have no known bounds, or one of them is a mistake."""
        if places.proves_little(self.one, self.other) or places.is_within_reach(self.one, self.other):
            return True
        return self._is_one_day() and facts.tell_one_count(self.one, self.other)

    def _is_one_day(self) -> bool:
        """Whether both name a day, or a night, and the same."""
        return self.one.is_firm and self.other.is_firm and days_apart(self.one, self.other) == 0

    def _are_undated(self) -> bool:
        """Whether neither names a day."""
        return self.one.first is None and self.other.first is None

    def _are_abroad(self) -> bool:
        """Whether they are of different countries; where both name one place, that may be a mistake about the name.

        Of what was not placed the country is a guess; of two that were, facts must speak against it, or their regions.
        """
        one, other = self.one, self.other
        if not one.country or not other.country or one.country == other.country:
            return False
        if not places.share_a_name(one, other):
            return True
        are_placed = one.shape is not None and other.shape is not None
        return are_placed and not one.meets(other) and self.facts.weight < TELLING

    def _wanting(self) -> Bar | None:
        """Return the bar of too little in common: a day apart is another strike unless the facts are the same."""
        if self._are_undated():
            return None if self._undated_agree() else Bar.UNDATED
        if self.coarse or self.days.weight > 0 or self.facts.weight >= TELLING:
            return None
        return Bar.NEXT_DAY

    def _undated_agree(self) -> bool:
        """Whether two stories that name no day have enough in common: the same toll, and the same place or words.

        The lines of daily releases name one town in the same words day after day, so that the words prove
        as little as the place; a toll makes the difference. Without days of publication only the words will do.
        """
        one, other = self.one, self.other
        if not facts.tell_one_toll(one, other):
            return False
        if repeat_each_other(one.told, other.told):
            return True
        is_known = (one.published and other.published) or one.yearless
        return bool(is_known) and min(self.places.weight, self.facts.weight) >= TELLING


def _cannot_fit(one: Account, other: Account) -> bool:
    return one.document == other.document or one.kind != other.kind
