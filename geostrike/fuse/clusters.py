"""Groups of accounts of one strike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from geostrike.fuse.accounts import Account, days_apart
from geostrike.fuse.matching import ENOUGH, TOLERANCE_DAYS, fit

RECALL_DAYS = 7
"""A story without a date is of the week before its publication, if of any strike that is known."""

Group = list[Account]


def groups(accounts: Sequence[Account]) -> list[Group]:
    """Group accounts by strike; each stands in one group, and the order of `accounts` does not matter.

    Accounts of a known day come together first, the best pairs before the others, and only where
    no account of a group excludes another. What is dated coarsely or not at all then joins the
    one group that it fits best, or stays alone.
    """
    strikes = [account for account in accounts if account.kind == "strike"]
    found = _firm_groups([account for account in strikes if account.is_firm])
    found = _attach(found, [account for account in strikes if not account.is_firm])
    campaigns = [account for account in accounts if account.kind != "strike"]
    return found + _campaigns(campaigns)


def _firm_groups(accounts: Sequence[Account]) -> list[Group]:
    pairs = sorted(
        ((score, one, other) for one, other in _near(accounts) if (score := fit(one, other) or 0.0) >= ENOUGH),
        key=lambda pair: (-pair[0], pair[1].id, pair[2].id),
    )
    group_of = {account.id: [account] for account in accounts}
    for _, one, other in pairs:
        here, there = group_of[one.id], group_of[other.id]
        if here is there or any(fit(a, b) is None for a in here for b in there):
            continue
        here.extend(there)
        group_of.update({account.id: here for account in there})
    return list({id(group): group for group in group_of.values()}.values())


def _near(accounts: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """Yield the pairs that are near in time, by a sweep over the days."""
    ordered = sorted(accounts, key=lambda account: (account.start or date.min, account.id))
    recent: list[Account] = []
    for account in ordered:
        recent = [earlier for earlier in recent if (days_apart(earlier, account) or 0) <= TOLERANCE_DAYS]
        for earlier in recent:
            one, other = sorted((earlier, account), key=lambda each: each.id)
            yield one, other
        recent.append(account)


def _attach(found: list[Group], loose: Sequence[Account]) -> list[Group]:
    """Let each loose account join the one group that it fits best; ties and no fit leave it alone."""
    joined: list[Group] = [list(group) for group in found]
    alone: list[Account] = []
    for account in loose:
        scores = [(_group_fit(account, group), rank) for rank, group in enumerate(found)]
        fitting = sorted(((score, rank) for score, rank in scores if score is not None), reverse=True)
        clear = fitting and (len(fitting) == 1 or fitting[0][0] > fitting[1][0])
        if clear and not any(other.document == account.document for other in joined[fitting[0][1]]):
            joined[fitting[0][1]].append(account)
        else:
            alone.append(account)
    return joined + _equal_groups(alone)


def _group_fit(account: Account, group: Group) -> float | None:
    """Return the best fit with a group all of whose accounts allow it, None where one excludes it."""
    dated = _as_of_publication(account)
    scores = [score for other in group if (score := fit(dated, other, coarse=True)) is not None]
    best = max(scores, default=0.0)
    return best if len(scores) == len(group) and best >= ENOUGH else None


def _as_of_publication(account: Account) -> Account:
    if account.start is not None or account.published is None:
        return account
    return replace(account, start=account.published - timedelta(days=RECALL_DAYS), end=account.published)


def _equal_groups(alone: Sequence[Account]) -> list[Group]:
    """Group coarsely dated accounts that have the same interval and fit; undated ones stay by themselves."""
    found: list[Group] = []
    for account in alone:
        same = (
            group
            for group in found
            if account.start is not None
            and all(
                (other.start, other.end) == (account.start, account.end)
                and (fit(account, other, coarse=True) or 0.0) >= ENOUGH
                for other in group
            )
        )
        group = next(same, None)
        if group is None:
            found.append([account])
        else:
            group.append(account)
    return found


def _campaigns(accounts: Sequence[Account]) -> list[Group]:
    """Group campaigns of one party in one country whose spans overlap."""
    found: list[Group] = []
    for account in accounts:
        group = next((group for group in found if all(_same_campaign(account, other) for other in group)), None)
        if group is None:
            found.append([account])
        else:
            group.append(account)
    return found


def _same_campaign(one: Account, other: Account) -> bool:
    parties = not one.parties or not other.parties or bool(one.parties & other.parties)
    same_country = bool(one.country) and one.country == other.country
    return one.document != other.document and parties and same_country and days_apart(one, other) == 0
