"""Where accounts of one strike differ, in words, with who says what."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from geostrike.fusion.accounts import COUNTS, Account
from geostrike.fusion.matching import in_words
from geostrike.fusion.regions import Agreement

_NAMED = 5
"""Most accounts that are named for one value; of more the number is given."""


_LONGEST = 80
"""Characters of words that are quoted for a number; longer ones give way to the number itself."""


def conflicts(accounts: Sequence[Account], where: Agreement | None) -> str:
    """Return where accounts differ on date, place and counts, joined by `; `."""
    names = _names(accounts)
    told = [*_dates(accounts, names), *_places(where, names), *_counts(accounts, names)]
    return "; ".join(told)


def _names(accounts: Sequence[Account]) -> dict[str, str]:
    """Return by report how to name it: its publisher, with the report's identifier where that is not enough."""
    of_publisher: dict[str, set[str]] = defaultdict(set)
    for account in accounts:
        of_publisher[account.row["publisher"]].add(account.id)
    names = {}
    for account in accounts:
        publisher = account.row["publisher"]
        named = publisher if len(of_publisher[publisher]) == 1 else f"{publisher} ({account.id})"
        names[account.id] = named if publisher else account.id
    return names


def _dates(accounts: Sequence[Account], names: dict[str, str]) -> Iterator[str]:
    firm = [account for account in accounts if account.is_firm]
    if len({(account.start, account.end) for account in firm}) > 1:
        said = ((f"{account.row['date_text']} ({account.row['date_edtf']})", names[account.id]) for account in firm)
        yield f"date: {_told(said)}"


def _places(where: Agreement | None, names: dict[str, str]) -> Iterator[str]:
    if where is not None and where.left_out:
        apart = (where.leading, *where.left_out)
        yield f"place: {_told((a.row['locality'], names[a.id]) for a in apart)}"


def _counts(accounts: Sequence[Account], names: dict[str, str]) -> Iterator[str]:
    """Yield the counts that are not given alike by all who give them."""
    for name in COUNTS:
        stated = [account for account in accounts if account.counts[name]]
        if len({account.counts[name] for account in stated}) > 1:
            yield f"{name.replace('_', ' ')}: {_told((_number(a, name), names[a.id]) for a in stated)}"


def _number(account: Account, name: str) -> str:
    """Return the number in the account's own words, if it has short ones."""
    spans = json.loads(account.row["spans"] or "{}")
    words = "; ".join(span["text"] for field, span in spans.items() if field.partition(".")[0] == name)
    return words if words and len(words) <= _LONGEST else in_words(account.counts[name])


def _told(said: Iterator[tuple[str, str]]) -> str:
    """Return values with those who give them: "80 in CNN and AP, more than 80 in Seven Day News"."""
    by_value: dict[str, list[str]] = defaultdict(list)
    for value, name in said:
        by_value[value].append(name)
    parts = []
    for value, names in by_value.items():
        shown = names if len(names) <= _NAMED else [*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} more"]
        parts.append(f"{value} in {' and '.join((', '.join(shown[:-1]), shown[-1]) if shown[1:] else shown)}")
    return ", ".join(parts)
