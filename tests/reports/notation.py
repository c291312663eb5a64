"""Counts in the notation of the tables of these tests."""


def stated(low, high):
    """Return the ends of a count, None for an open one, as "17", "30+", "-9", "10-15"; "" for none."""
    ends = ["" if end is None else str(end) for end in (low, high)]
    if ends[0] == ends[1]:
        return ends[0]
    return f"{ends[0]}+" if not ends[1] else "-".join(ends)
