"""Whether two accounts can be of one strike, and how well they fit: a sum of weights, each with its ground."""

from __future__ import annotations

from geostrike.fusion import days, facts, places
from geostrike.fusion.accounts import Account, days_apart
from geostrike.fusion.grounds import TELLING, Bar, Fit
from geostrike.fusion.wording import repeat_each_other

CONTESTED = 1.5
"""Weight of the facts from which one strike is told of two parties, each of which the other blames."""

SURE = 3.0
"""Weight of the facts that outweighs an offset which differs: a toll of ten or more that is the same."""


def fit(one: Account, other: Account, *, coarse: bool = False) -> Fit:
    """Return how well two accounts fit, whether or not anything excludes that they are of one strike (see `bar`).

    Parameters
    ----------
    one, other
        Accounts of different documents; a document's own reports are of different strikes.
    coarse
        Whether a date that is not known to a day may count, as of a strike recalled "in January".
    """
    if one.document == other.document or one.kind != other.kind:
        return Fit()
    when, day, _ = days.weigh(one, other, coarse=coarse)
    where, place, _ = places.weigh(one, other)
    what, numbers = facts.weigh(one, other)
    grounds = [ground for ground in (day, place, *numbers) if ground]
    if days.are_undated(one, other) and repeat_each_other(one.told, other.told) and not bar(one, other, coarse=coarse):
        when = 1.0
        grounds.append(("the same words",))
    return Fit(when, where, what, grounds)


def bar(one: Account, other: Account, *, coarse: bool = False) -> Bar | None:
    """Return what excludes that two accounts are of one strike, None where nothing does."""
    return (
        _others(one, other)
        or days.weigh(one, other, coarse=coarse)[2]
        or _elsewhere(one, other)
        or facts.excluded(one, other)
        or _wanting(one, other, coarse=coarse)
    )


def _others(one: Account, other: Account) -> Bar | None:
    """Return the bar of documents that tell of other things, parties or countries."""
    if one.document == other.document:
        return Bar.DOCUMENT
    if one.kind != other.kind:
        return Bar.KIND
    if one.parties and other.parties and not one.parties & other.parties and not is_contested(one, other):
        return Bar.PARTIES
    return Bar.COUNTRY if _are_abroad(one, other) else None


def is_contested(one: Account, other: Account) -> bool:
    """Whether day, place and facts of two accounts agree so well that they may only differ on who struck."""
    if not _is_one_day(one, other):
        return False
    return places.weigh(one, other)[0] >= TELLING and facts.weigh(one, other)[0] >= CONTESTED


def _elsewhere(one: Account, other: Account) -> Bar | None:
    """Return the bar of places, but where facts outweigh it.

    "In the south" has no known bounds; and a distance or a direction may be a slip, where a day and a toll
    of ten or more are the same.
    """
    found = places.weigh(one, other)[2]
    if found is Bar.REGION and places.proves_little(one, other):
        return None if facts.weigh(one, other)[0] >= TELLING else found
    if found is Bar.OFFSET and _is_one_day(one, other) and not places.differ_in_both(one, other):
        return None if facts.weigh(one, other)[0] >= SURE else found
    return found


def _is_one_day(one: Account, other: Account) -> bool:
    """Whether both name a day, or a night, and the same."""
    return one.is_firm and other.is_firm and days_apart(one, other) == 0


def _are_abroad(one: Account, other: Account) -> bool:
    """Whether they are of different countries; where both name one place, that may be a mistake about the name.

    Of what was not placed the country is a guess; of two that were, facts must speak against it.
    """
    if not one.country or not other.country or one.country == other.country:
        return False
    if not places.share_a_name(one, other):
        return True
    return one.shape is not None and other.shape is not None and facts.weigh(one, other)[0] < TELLING


def _wanting(one: Account, other: Account, *, coarse: bool) -> Bar | None:
    """Return the bar of too little in common: a day apart is another strike unless the facts are the same."""
    if days.are_undated(one, other):
        return None if _undated_agree(one, other) else Bar.UNDATED
    if coarse or days.weigh(one, other, coarse=coarse)[0] > 0 or facts.weigh(one, other)[0] >= TELLING:
        return None
    return Bar.NEXT_DAY


def _undated_agree(one: Account, other: Account) -> bool:
    """Whether two stories that name no day have enough in common: the same toll, and the same place or words.

    The lines of daily releases name one town in the same words day after day, so that the words prove
    as little as the place; a toll makes the difference. Without days of publication only the words will do.
    """
    if not facts.tell_one_toll(one, other):
        return False
    if repeat_each_other(one.told, other.told):
        return True
    is_known = (one.published and other.published) or one.yearless
    return bool(is_known) and min(places.weigh(one, other)[0], facts.weigh(one, other)[0]) >= TELLING
