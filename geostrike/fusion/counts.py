"""How two stated numbers compare: intervals, whose ends are open where nothing is stated."""

from __future__ import annotations

from geostrike.model import Count

_FAR_RATIO = 4
_LEAST = 2
"""Of one or two, four times as many is still a small number."""

_CLOSE_RATIO = 1.5


def in_words(count: Count) -> str:
    """Return an interval in words.

    >>> in_words(Count(17, 17)), in_words(Count(80, None)), in_words(Count(None, 9)), in_words(Count(2, 5))
    ('17', '80 or more', '9 or fewer', '2 to 5')
    """
    if count.low == count.high:
        return str(count.low)
    if count.low is None or count.high is None:
        return f"{count.low} or more" if count.high is None else f"{count.high} or fewer"
    return f"{count.low} to {count.high}"


def shared(one: Count, other: Count) -> Count:
    """Return what is in both of two intervals that overlap."""
    low = max((c.low for c in (one, other) if c.low is not None), default=None)
    high = min((c.high for c in (one, other) if c.high is not None), default=None)
    return Count(low, high)


def overlap(one: Count, other: Count) -> bool:
    """Whether some number is in both; an end that is not stated is open."""
    return (one.low is None or other.high is None or one.low <= other.high) and (
        other.low is None or one.high is None or other.low <= one.high
    )


def is_telling(one: Count, other: Count) -> bool:
    """Whether agreement means something: "dozens" fits too much, and "at least 70" fits "at least 9".

    >>> is_telling(Count(37, None), Count(40, None)), is_telling(Count(9, None), Count(70, None))
    (True, False)
    """
    if None not in (one.low, one.high, other.low, other.high):
        return True
    if any(here is not None and here == there for here, there in ((one.low, other.low), (one.high, other.high))):
        return True
    return one.high is None and other.high is None and are_close(one, other)


def far_apart(one: Count, other: Count) -> bool:
    """Whether the middle of one is several times the other's."""
    least, most = sorted((middle(one), middle(other)))
    return most > _FAR_RATIO * max(least, _LEAST)


def are_close(one: Count, other: Count) -> bool:
    """Whether the middle of one is about the other's, or but one off."""
    least, most = sorted((middle(one), middle(other)))
    return most <= max(_CLOSE_RATIO * least, least + 1)


def middle(count: Count) -> float:
    """Return the middle of a stated number, or the one end that it has."""
    low = count.high if count.low is None else count.low
    high = count.low if count.high is None else count.high
    if low is None or high is None:
        raise ValueError("a stated number has at least one end")
    return (low + high) / 2
