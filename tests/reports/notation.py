"""Counts and facts in the notation of the tables of these tests."""

import pandas as pd

COUNTS = {"killed": "killed", "civilians": "civilians_killed", "wounded": "wounded", "strikes": "strikes"}
COLUMNS = {"date": "date_edtf", "place": "place_text", "by": "attributed_to"}


def stated(low, high):
    """Return the ends of a count, None for an open one, as "17", "30+", "-9", "10-15"; "" for none."""
    ends = ["" if end is None else str(end) for end in (low, high)]
    if ends[0] == ends[1]:
        return ends[0]
    return f"{ends[0]}+" if not ends[1] else "-".join(ends)


def as_stated(row, fields):
    """Return what a row of the frame of reports says of the fields that a table states."""
    found = {}
    for field in fields:
        if field in COUNTS:
            ends = (row[f"{COUNTS[field]}_{end}"] for end in ("min", "max"))
            found[field] = stated(*(None if pd.isna(end) else int(end) for end in ends))
        else:
            found[field] = row[COLUMNS.get(field, field)]
    return found
