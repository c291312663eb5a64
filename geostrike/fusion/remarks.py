"""What was assumed for an event: each report's remarks, said once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from geostrike.fusion.accounts import Account, cells
from geostrike.fusion.conflicts import NAMED
from geostrike.fusion.regions import Agreement

_ENDS = re.compile(r"(?<=[.!?])\s(?=[^a-z])")


def remarks(accounts: Sequence[Account], where: Agreement | None, names: Mapping[str, str]) -> str:
    """Return the remarks of an event, in sentences.

    The remarks of the report that says where come first; those of the others follow under their names
    as far as they are new. `names` says what to call the reports.
    """
    leading = where.leading if where else accounts[0]
    return " ".join(
        (*_of_reports(leading, accounts, names), *(where.remarks() if where else ()), *_undated(accounts, names))
    )


def corrections(accounts: Sequence[Account], names: Mapping[str, str]) -> str:
    """Return what a person set of each report, under its name: of all of them, for it is to be seen at once."""
    told = zip(accounts, cells(accounts, "corrections"), strict=True)
    return " ".join(f"{names[account.id]}: {said}" for account, said in told if said)


def _of_reports(leading: Account, accounts: Sequence[Account], names: Mapping[str, str]) -> Iterator[str]:
    said = dict.fromkeys(_sentences(leading.cell("remarks")))
    yield from said
    speakers = 0
    for account, told in zip(accounts, cells(accounts, "remarks"), strict=True):
        new = [sentence for sentence in _sentences(told) if sentence not in said]
        if not new:
            continue
        said.update(dict.fromkeys(new))
        speakers += 1
        if speakers <= NAMED:
            yield f"Of {names[account.id]}: {' '.join(new)}"
    if speakers > NAMED:
        yield f"Remarks on {speakers - NAMED} more reports stand with them."


def _undated(accounts: Sequence[Account], names: Mapping[str, str]) -> Iterator[str]:
    undated = [names[account.id] for account in accounts if account.start is None]
    if undated and len(accounts) > 1:
        shown = undated if len(undated) <= NAMED else [*undated[: NAMED - 1], f"{len(undated) - NAMED + 1} more"]
        yield f"Joined for its place and facts, without a date: {', '.join(shown)}."


@lru_cache(maxsize=4096)
def _sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a report's remarks; an abbreviation may part one, which does no harm."""
    return tuple(filter(None, _ENDS.split(text)))
