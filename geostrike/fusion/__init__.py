"""Which reports speak of the same strike, and what they say of it together."""

from __future__ import annotations

import geopandas as gpd

from geostrike.fusion.accounts import accounts
from geostrike.fusion.clusters import groups
from geostrike.fusion.combining import events
from geostrike.fusion.overrides import Given
from geostrike.fusion.overrides import overrides as read_overrides
from geostrike.tables import REPORTS, check, event_frame

__all__ = ["fuse"]


def fuse(reports: gpd.GeoDataFrame, *, overrides: Given = None) -> gpd.GeoDataFrame:
    """Fuse reports of the same strike into events; none is dropped.

    Two reports are of one strike when they come from different documents, name no different
    countries, nor parties (unless all else agrees), their dates overlap (or are a day apart and their
    facts are the same), their places can be one, and the tolls are of one order. What speaks for it is
    weighed, and kept in `reasons` with what almost sufficed. What says too little joins the only strike
    of its days that it can be of. A strike recalled with a coarse date
    ("in January") joins the one event that it fits best. Campaigns are kept apart from strikes.

    Parameters
    ----------
    reports
        A frame with the columns of `geostrike.tables.REPORTS`, as `extract` returns it.
    overrides
        What a person says of pairs: triples `report_id, report_id, "same" or "different"`, or a frame
        with these as its first columns. They hold whatever the texts say, and `reasons` names them.

    Returns
    -------
    GeoDataFrame
        The columns of `geostrike.tables.EVENTS`, by date, undated events last. Reports that measure
        from one place are one claim about where it was, however many they are; claims from several
        places multiply, and those that contradict each other are all covered, which `conflicts` and
        `remarks` say. The same reports give the same events, in whatever order they stand.

    Raises
    ------
    InputError
        `reports` is no frame of reports; an override of unknown reports, or one that contradicts another.

    Examples
    --------
    >>> from geostrike.tables import report_frame
    >>> fuse(report_frame([], [])).index.name
    'event_id'
    """
    check(reports, REPORTS)
    told = accounts(reports)
    verdicts = read_overrides(overrides, {account.id for account in told})
    rows = events(groups(told, verdicts))
    rows.sort(key=lambda row: (row["date_start"] is None, row["date_start"], row["event_id"]))
    return event_frame(rows)
