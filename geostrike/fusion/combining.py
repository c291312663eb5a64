"""One event from the accounts of one strike: its facts, and where the accounts differ."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from geostrike import lang
from geostrike.fusion.accounts import COUNTS, Account, cells
from geostrike.fusion.bodies import each_once
from geostrike.fusion.conflicts import conflicts, names_of
from geostrike.fusion.groups import Group
from geostrike.fusion.independence import sources
from geostrike.fusion.regions import agreement
from geostrike.fusion.remarks import corrections, remarks
from geostrike.geodesy import enclosing_radius_m
from geostrike.model import Count, Role, agreed

_PLACE = (
    *("locality", "locality_kind", "quote", "quote_start", "quote_end", "country", "place_text", "place_name"),
    *("place_id", "bearing_deg", "distance_m", "distance_low_m", "distance_high_m", "hedge", "level"),
    *("error_model", "evidence", "status", "reason"),
)
_AT_ONCE = 256
"""Regions that are measured at a time."""

_MOST_NAMED = ("destroyed", "actor", "target", "munitions")


def events(groups: Sequence[Group]) -> list[dict[str, Any]]:
    """Return a row for the event of each group, by the columns of `geostrike.tables.EVENTS`."""
    rows = [_event(group) for group in groups]
    drawn = [row for row in rows if "region" in row and row["uncertainty_m"] is None]
    for start in range(0, len(drawn), _AT_ONCE):
        block = drawn[start : start + _AT_ONCE]
        regions, lons, lats = (np.array([row[name] for row in block]) for name in ("region", "lon", "lat"))
        for row, radius in zip(block, enclosing_radius_m(regions, lons, lats).tolist(), strict=True):
            row["uncertainty_m"] = radius
    return rows


def _event(group: Group) -> dict[str, Any]:
    """Return the row of one event; its place is that of the account that says it best."""
    ordered = sorted(
        group.accounts, key=lambda account: (not account.is_firm, account.published or date.max, account.id)
    )
    where = agreement(ordered)
    leading = where.leading if where else ordered[0]
    names = names_of(ordered)
    row: dict[str, Any] = {name: leading.cell(name) for name in _PLACE}
    row |= {
        "kind": leading.kind,
        "n_sources": sources(ordered),
        "conflicts": conflicts(ordered, where, names),
        "reasons": group.reasons,
        "corrections": corrections(ordered, names),
        "remarks": remarks(ordered, where, names),
    }
    if where is not None:
        row |= {"region": where.region, "point": where.point, "lon": where.point.x, "lat": where.point.y}
        row |= {"uncertainty_m": where.uncertainty_m, **where.levels}
    return row | _documents(ordered) | _days(ordered) | _facts(ordered)


def _documents(accounts: Sequence[Account]) -> dict[str, Any]:
    """Return the columns that say whose accounts these are."""
    return {
        "report_ids": ";".join(sorted(account.id for account in accounts)),
        "n_reports": len(accounts),
        "doc_id": ";".join(dict.fromkeys(account.document for account in accounts)),
        "published": min((account.published for account in accounts if account.published), default=None),
        "publisher": _joined(cells(accounts, "publisher")),
        "url": _first(cells(accounts, "url")),
        "title": _first(cells(accounts, "title")),
        "role": _role(accounts),
        "accounts": _accounts(accounts),
        "attributed_to": "; ".join(each_once(cells(accounts, "attributed_to"))),
    }


def _days(accounts: Sequence[Account]) -> dict[str, Any]:
    """Return the columns that say when it was, and the name of the event, which starts with the day."""
    start, end, edtf = _when(accounts)
    return {
        "event_id": _name(accounts, start),
        "date_start": start,
        "date_end": end,
        "date_edtf": edtf,
        "date_text": _joined(cells(accounts, "date_text")),
        "date_rule": _joined(cells(accounts, "date_rule")),
    }


def _facts(accounts: Sequence[Account]) -> dict[str, Any]:
    """Return the columns that say what was struck, with what, by whom, and who was hurt."""
    row: dict[str, Any] = {name: _most_named(cells(accounts, name)) for name in _MOST_NAMED}
    row["vehicles_destroyed"] = _most_common([a.vehicles for a in accounts if a.vehicles is not None])
    row["aircraft"] = max(dict.fromkeys(cells(accounts, "aircraft")), key=_parts)
    for name in COUNTS:
        count, _ = agreed(_telling([account.counts[name] for account in accounts]))
        row |= {f"{name}_min": count.low, f"{name}_max": count.high}
    return row


def _role(accounts: Sequence[Account]) -> str:
    return Role.MAIN if Role.MAIN in cells(accounts, "role") else Role.BACKGROUND


def _name(accounts: Sequence[Account], start: date | None) -> str:
    """Return an identifier made of the first day and the reports: the same reports give the same name."""
    digest = hashlib.sha256("\n".join(sorted(account.id for account in accounts)).encode()).hexdigest()
    return f"{start.isoformat() if start else 'undated'}-{digest[:8]}"


def _when(accounts: Sequence[Account]) -> tuple[date | None, date | None, str]:
    """Return the days that the accounts give.

    Stated days are taken together, since a night or another time zone makes two of one; what is
    known to a month only is narrowed by the others. A campaign has the longest span that is told.
    """
    dated = [account for account in accounts if account.start is not None and account.end is not None]
    if not dated:
        return _assumed(accounts)
    if dated[0].kind == "campaign":
        chosen = [max(dated, key=lambda account: (account.end or date.min) - (account.start or date.min))]
    else:
        chosen = [account for account in dated if account.is_firm] or dated
    starts = [account.start for account in chosen if account.start is not None]
    ends = [account.end for account in chosen if account.end is not None]
    firm = all(account.is_firm for account in chosen)
    start, end = (min(starts), max(ends)) if firm else (max(starts), min(ends))
    said = set(cells(chosen, "date_edtf"))
    same = all((account.start, account.end) == (start, end) for account in chosen)
    if len(said) == 1 and same:
        return start, end, said.pop()
    return start, end, start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"


def _assumed(accounts: Sequence[Account]) -> tuple[date | None, date | None, str]:
    """Return the days of the first account that is dated by its publication alone, where none names a day."""
    days = zip(*(cells(accounts, name) for name in ("date_start", "date_end", "date_edtf")), strict=True)
    return next(((start, end, edtf) for start, end, edtf in days if start is not None), (None, None, ""))


def _accounts(accounts: Sequence[Account]) -> str:
    columns = {
        "report_id": [account.id for account in accounts],
        "doc_id": [account.document for account in accounts],
        "publisher": cells(accounts, "publisher"),
        "published": [account.published.isoformat() if account.published else "" for account in accounts],
        **{name: cells(accounts, name) for name in ("url", "title", "date_text", "locality", "quote", "quote_start")},
        "spans": [json.loads(spans) if spans else {} for spans in cells(accounts, "spans")],
    }
    told = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return json.dumps(told, ensure_ascii=False)


def _telling(counts: Sequence[Count]) -> list[Count]:
    """Return the counts, each once, without those that say less than another one: "dozens" where "about 80" is told.

    >>> _telling([Count(24, None), Count(80, 80), Count(80, None)])
    [Count(low=80, high=80, text=''), Count(low=80, high=None, text='')]
    """
    stated = dict.fromkeys(count for count in counts if count)
    return [count for count in stated if not any(_says_less(count, other) for other in stated)]


def _says_less(one: Count, other: Count) -> bool:
    """Whether a count allows all that another does and more at each end that it states."""
    below = one.low is None or (other.low is not None and one.low < other.low)
    above = one.high is None or (other.high is not None and one.high > other.high)
    return bool(one) and below and above


def _joined(values: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(value for value in values if value))


def _first(values: Sequence[str]) -> str:
    return next((value for value in values if value), "")


def _parts(aircraft: str) -> tuple[int, bool, int]:
    """Rank by how many sorts of aircraft are named, whether they are counted, and how fully."""
    return (aircraft.count(";") + 1 if aircraft else 0), _is_counted(aircraft), len(aircraft)


def _is_counted(words: str) -> bool:
    """Whether words start with a number: "two b-2"."""
    first = words.casefold().split(maxsplit=1)[:1]
    numbers = lang.load("en").table("reports")["numbers"]
    return any(word.isdigit() or word in numbers["ones"] or word in numbers["tens"] for word in first)


def _most_named(values: Sequence[str]) -> str:
    """Return the words that most accounts use, names with capitals before those without; the first among equals."""
    counted = Counter(value.casefold() for value in values if value)
    stated = dict.fromkeys(value for value in values if value)
    return max(stated, key=lambda value: (counted[value.casefold()], not value.islower()), default="")


def _most_common(values: Sequence[int]) -> int | None:
    counted = Counter(values)
    return max(values, key=lambda value: (counted[value], value), default=None)
