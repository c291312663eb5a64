"""Where accounts of one strike differ, in sentences, with who says what."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from geostrike.fusion.accounts import COUNTS, Account, cells
from geostrike.fusion.claims import Claim, Version
from geostrike.fusion.counts import in_words
from geostrike.fusion.regions import Agreement

NAMED = 5
"""Most accounts that are named for one value; of more the number is given."""

_LONGEST = 80
"""Characters of words that are quoted for a number; longer ones give way to the number itself."""

_OF_COUNTS = {
    "strikes": "number of strikes",
    "killed": "number killed",
    "civilians_killed": "number of civilians killed",
    "wounded": "number wounded",
}


def conflicts(accounts: Sequence[Account], where: Agreement | None, names: Mapping[str, str]) -> str:
    """Return where accounts differ on date, place, who struck and counts; `names` says what to call them."""
    if len(accounts) == 1:
        return ""
    told = [_differing("date", _dates(accounts, names)), *_places(where, names), _attackers(accounts, names)]
    for name in COUNTS:
        stated = [account for account in accounts if account.counts[name]]
        if any(account.counts[name] != stated[0].counts[name] for account in stated):
            told.append(_differing(_OF_COUNTS[name], _numbers(stated, name, names)))
    return " ".join(filter(None, told))


def names_of(accounts: Sequence[Account]) -> dict[str, str]:
    """Return by report how to name it: its publisher, with the report's identifier where that is not enough."""
    publishers = cells(accounts, "publisher")
    often = Counter(publishers)
    names = {}
    for account, publisher in zip(accounts, publishers, strict=True):
        named = publisher if often[publisher] == 1 else f"{publisher} ({account.id})"
        names[account.id] = named if publisher else account.id
    return names


def _dates(accounts: Sequence[Account], names: Mapping[str, str]) -> Iterator[tuple[object, str, str]]:
    """Yield the stated days, in words, and who gives them."""
    firm = [
        (account, (account.start, account.end))
        for account in accounts
        if account.is_firm and account.start and account.end
    ]
    worded = {days: _days(*days) for days in {days for _, days in firm}}
    for account, days in firm:
        text = account.cell("date_text")
        yield days, f'{worded[days]} ("{text}")' if text else worded[days], names[account.id]


def _days(start: date, end: date) -> str:
    """Return days in words.

    >>> _days(date(2017, 1, 18), date(2017, 1, 19)), _days(date(2017, 9, 30), date(2017, 10, 1))
    ('18-19 January 2017', '30 September to 1 October 2017')
    """
    last = f"{end.day} {end:%B %Y}"
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}-{last}"
    return f"{start.day} {start:%B}{'' if start.year == end.year else f' {start.year}'} to {last}"


def _places(where: Agreement | None, names: Mapping[str, str]) -> Iterator[str]:
    """Yield what is told with other numbers of one place, and of places that have nothing in common."""
    if where is None:
        return
    told: list[Sequence[Version | Claim]] = [claim.versions for claim in where.claims]
    if where.contradictory:
        told.append(where.claims)
    yield from (_differing("place", _localities(parts, names)) for parts in told if len(parts) > 1)


def _attackers(accounts: Sequence[Account], names: Mapping[str, str]) -> str:
    """Return who struck by each account, "" where one party is in all of them."""
    naming = [account for account in accounts if account.parties]
    if not naming or frozenset.intersection(*(account.parties for account in naming)):
        return ""
    return _differing("attacker", ((account.parties, account.cell("actor"), names[account.id]) for account in naming))


def _localities(parts: Sequence[Version | Claim], names: Mapping[str, str]) -> Iterator[tuple[object, str, str]]:
    """Yield where it was in the words that stand for each part, and who tells it."""
    for part in parts:
        locality = part.leading.cell("locality")
        for account in part.accounts:
            yield id(part), locality, names[account.id]


def _numbers(accounts: Sequence[Account], name: str, names: Mapping[str, str]) -> Iterator[tuple[object, str, str]]:
    """Yield a count as each account gives it, in its own words if it has short ones."""
    for account, told in zip(accounts, cells(accounts, "spans"), strict=True):
        spans = json.loads(told) if told else {}
        words = " and ".join(span["text"] for field, span in spans.items() if field.partition(".")[0] == name)
        own = words if words and len(words) <= _LONGEST else in_words(account.counts[name])
        yield account.counts[name], own[0].lower() + own[1:], names[account.id]


def _differing(what: str, said: Iterable[tuple[object, str, str]]) -> str:
    """Return values with those who give them, "" where all give the same.

    >>> told = ((80, "80", "CNN"), (80, "80", "AP"), (81, "more than 80", "Seven Day News"))
    >>> _differing("number killed", told)
    'The number killed differs: 80 in CNN and AP, more than 80 in Seven Day News.'
    """
    of_value: dict[str, list[str]] = defaultdict(list)
    values = set()
    for value, words, name in said:
        values.add(value)
        of_value[words].append(name)
    if len(values) < 2:
        return ""
    return f"The {what} differs: {', '.join(f'{words} in {_listed(names)}' for words, names in of_value.items())}."


def _listed(names: Sequence[str]) -> str:
    """Return names as a list in words, of many the first ones and how many more.

    >>> _listed(["CNN", "AP", "ABC"])
    'CNN, AP and ABC'
    """
    names = list(dict.fromkeys(names))
    shown = names if len(names) <= NAMED else [*names[: NAMED - 1], f"{len(names) - NAMED + 1} more"]
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if shown[1:] else shown[0]
