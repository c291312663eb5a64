"""Reports to events, with what a person says of them."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd

from geostrike import fusion
from geostrike.fusion.overrides import Given
from geostrike.readers import read_overrides


def fuse(reports: gpd.GeoDataFrame, *, overrides: str | Path | Given = None) -> gpd.GeoDataFrame:
    """Fuse reports of the same strike into events; none is dropped.

    Parameters
    ----------
    reports
        A frame with the columns of `geostrike.tables.REPORTS`, as `extract` returns it.
    overrides
        What a person says of pairs of reports, against the texts: a CSV file of lines
        `report_id,report_id,same` or `...,different`, a frame with these columns, or triples.

    Returns
    -------
    GeoDataFrame
        The columns of `geostrike.tables.EVENTS`; see `geostrike.fusion.fuse` for what they say.

    Raises
    ------
    UnreadableError
        No such file of overrides.
    InputError
        `reports` is no frame of reports; an override of unknown reports, or one that contradicts another.

    Examples
    --------
    >>> import geostrike as gs
    >>> stories = [gs.Document(name, "On 26 September 2017 airstrikes hit a camp near Sirte, Libya.") for name in "ab"]
    >>> reports = gs.extract(stories)
    >>> len(fuse(reports)), len(fuse(reports, overrides=[("a-1", "b-1", "different")]))
    (1, 2)
    """
    given = read_overrides(overrides) if isinstance(overrides, str | Path) else overrides
    return fusion.fuse(reports, overrides=given)
