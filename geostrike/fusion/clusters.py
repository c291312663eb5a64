"""Groups of accounts of one strike."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from geostrike.fusion.accounts import Account
from geostrike.fusion.candidates import ahead, around, table
from geostrike.fusion.days import RECALL_DAYS
from geostrike.fusion.grounds import Bar
from geostrike.fusion.groups import Group
from geostrike.fusion.lone import lone_joined, news_joined
from geostrike.fusion.matching import Comparison
from geostrike.fusion.overrides import Overrides

_ROUNDS = 6
"""Most times that grown groups are compared again; two or three suffice but for very large ones."""

_LIKELY = 24
"""Most accounts with which one that is dated coarsely is compared; what fits more is not told apart by any."""

_COPIES = 32
"""Most strikes of the same words that stories are sorted over, as lines of one release about one town and day."""

_EVER = (float("-inf"), float("inf"))

Offer = tuple[Comparison, Group]
"""How a loose account fits one of a group, and the group."""


def groups(accounts: Sequence[Account], overrides: Overrides) -> list[Group]:
    """Group accounts by strike; each stands in one group, and the order of `accounts` does not matter.

    Accounts of a known day come together first, the best pairs before the others, and only where
    nothing in either group excludes it; then what does not say where joins the only strike of its day.
    What is dated coarsely or not at all then joins the one group that it fits best, or stays alone.
    What a person says goes before all of it.
    """
    made = sorted(overrides.groups(accounts), key=lambda group: group.name)
    strikes = [group for group in made if group.kind == "strike"]
    firm = lone_joined(_grown([group for group in strikes if group.is_firm]))
    alone = news_joined(_attach(firm, [group for group in strikes if not group.is_firm]), firm)
    return [*firm, *_equals(alone), *_campaigns([group for group in made if group.kind != "strike"])]


def _grown(found: Iterable[Group], *, coarse: bool = False) -> list[Group]:
    """Join groups, the best pairs first, until no pair is left that fits and that nothing excludes."""
    grown = _repeats_joined(found, coarse=coarse)
    for _ in range(_ROUNDS):
        home = {account.id: group for group in grown for account in group.speakers.values()}
        pairs, more = _fitting(grown, coarse=coarse)
        for pair in pairs:
            _join(home, pair)
        before, grown = len(grown), list({group.whole.name: group.whole for group in grown}.values())
        if not more or len(grown) == before:
            break
    return grown


def _repeats_joined(found: Iterable[Group], *, coarse: bool) -> list[Group]:
    """Join what says the same, where that is enough: the many repeats of an agency's story are compared as one."""
    kept: list[Group] = []
    alike: dict[int, dict[Group, str]] = defaultdict(dict)
    for group in found:
        others = alike[group.accounts[0].says]
        if len(group.accounts) > 1 or not _is_repeat(group, others, coarse=coarse):
            others[group] = ""
            kept.append(group)
    return kept


def _is_repeat(group: Group, others: dict[Group, str], *, coarse: bool) -> bool:
    """Let the first of the others that can take the group's one account do so, and say whether one did.

    `others` keeps the grounds, in words: they are the same for all repeats.
    """
    account = group.accounts[0]
    for other in itertools.islice(others, _COPIES):
        if account.document in other.documents:
            continue
        grounds = others[other] or _grounds(other.accounts[0], account, coarse=coarse)
        if not grounds:
            return False  # all of them say the same
        if other.bars(group, fitting=(other.accounts[0], account), coarse=coarse) is None:
            others[other] = grounds
            other.absorb(group, _joined(account, other.accounts[0], grounds))
            return True
    return False


def _grounds(one: Account, other: Account, *, coarse: bool) -> str:
    """Return what makes two accounts one strike, in words; "" where that is not enough, or something bars it."""
    found = Comparison(one, other, coarse)
    return found.words() if found.is_enough and not found.bar() else ""


def _fitting(found: Sequence[Group], *, coarse: bool) -> tuple[list[Comparison], bool]:
    """Return the pairs of accounts that fit well enough, excluded or not, best first; whether there may be more."""
    owner = {account.id: rank for rank, group in enumerate(found) for account in group.speakers.values()}
    speakers = table([account for group in found for account in group.speakers.values()], {})
    home = [owner[account.id] for account in speakers.accounts]
    near, more = ahead(speakers, home)
    pairs: list[Comparison] = []
    for here, there in near:
        if found[home[here]].is_apart_from(found[home[there]]):
            continue
        one, other = sorted((speakers.accounts[here], speakers.accounts[there]), key=lambda account: account.id)
        pair = Comparison(one, other, coarse)
        if pair.is_enough:
            pairs.append(pair)
    return sorted(pairs, key=lambda pair: (-pair.score, pair.one.id, pair.other.id)), more


def _join(home: dict[str, Group], pair: Comparison) -> None:
    """Join the groups of two accounts that fit, or keep with both why not."""
    one, other = pair.one, pair.other
    here, there = home[one.id].whole, home[other.id].whole
    if here is there:
        return
    excluded = pair.bar() or here.bars(there, fitting=(one, other), coarse=pair.coarse)
    if excluded is None:
        here, there = (here, there) if len(here.accounts) >= len(there.accounts) else (there, here)
        here.absorb(there, _joined(one, other, pair.words()))
        return
    here.apart[there] = excluded
    if excluded is not Bar.DOCUMENT and (here.takes_refusals or there.takes_refusals):
        for group in (here, there):
            group.refuse(f"{other.id} is not joined with {one.id}, though {pair.words()}: {excluded}.")


def _joined(one: Account, other: Account, grounds: str) -> str:
    return f"{one.id} is joined with {other.id}: {grounds}."


def _attach(firm: Sequence[Group], loose: Sequence[Group]) -> list[Group]:
    """Let each loose group join the one that it fits best, and return those that no group or several fit."""
    places: dict[str, int] = {}
    home = {account.id: group for group in firm for account in group.speakers.values()}
    known = table([account for group in firm for account in group.speakers.values()], places)
    group_of = {group.name: group for group in loose}
    asking = table([_as_of_publication(group.accounts[0]) for group in loose], places)
    days = [_days(account) for account in asking.accounts]
    offers: list[Offer] = []
    for account, likely in zip(asking.accounts, around(asking, days, known, _LIKELY), strict=True):
        offer = _clear_offer(account, group_of[account.id], likely, home)
        if offer is not None:
            offers.append(offer)
    alone = dict(group_of)
    for pair, group in sorted(offers, key=lambda offer: (-offer[0].score, offer[0].one.id)):
        name = pair.one.id
        if group.bars(group_of[name], coarse=True) is None:
            group.absorb(group_of[name], _joined(pair.one, pair.other, pair.words()))
            del alone[name]
    return list(alone.values())


def _days(account: Account) -> tuple[float, float]:
    return (account.first, account.last) if account.first is not None and account.last is not None else _EVER


def _clear_offer(account: Account, group: Group, likely: Iterable[Account], home: dict[str, Group]) -> Offer | None:
    """Return the group that an account fits best, and how; None where two fit alike or none."""
    probe = Group.of([account])
    probe.barred = group.barred
    best: dict[int, Offer] = {}
    for other in likely:
        pair, there = Comparison(account, other, coarse=True), home[other.id]
        if _fits(pair) and (id(there) not in best or pair.score > best[id(there)][0].score):
            best[id(there)] = pair, there
    possible = [offer for offer in best.values() if offer[1].bars(probe, coarse=True) is None]
    ranked = sorted(possible, key=lambda offer: -offer[0].score)
    clear = ranked and (len(ranked) == 1 or ranked[0][0].score > ranked[1][0].score)
    return ranked[0] if clear else None


def _fits(pair: Comparison) -> bool:
    """Whether a loose account is of a strike: one that may be of any year also by its place, not by numbers alone."""
    is_of_any_year = pair.one.first is None and not pair.one.yearless
    return pair.is_enough and (not is_of_any_year or pair.places.weight > 0)


def _as_of_publication(account: Account) -> Account:
    if account.start is not None or account.published is None or account.yearless:
        return account
    return replace(account, start=account.published - timedelta(days=RECALL_DAYS), end=account.published)


def _equals(alone: Iterable[Group]) -> list[Group]:
    """Join coarsely dated accounts of the same interval that fit, and undated ones among themselves."""
    by_days: dict[tuple[int | None, int | None], list[Group]] = defaultdict(list)
    for group in alone:
        by_days[group.latest_first, group.earliest_last].append(group)
    return [group for same in by_days.values() for group in _grown(same, coarse=True)]


def _campaigns(found: Sequence[Group]) -> list[Group]:
    """Join campaigns of one party in one country whose spans all overlap."""
    kept: list[Group] = []
    open_: dict[str, list[Group]] = defaultdict(list)
    for group in sorted(found, key=lambda group: (group.latest_first or 0, group.name)):
        country = group.accounts[0].country
        if not country or group.latest_first is None:
            kept.append(group)
            continue
        going_on = [other for other in open_[country] if (other.earliest_last or 0) >= group.latest_first][:_COPIES]
        home = next((other for other in going_on if other.refusal(group) is None), None)
        if home is None:
            kept.append(group)
            going_on.append(group)
        else:
            home.absorb(group, f"{group.name} is joined with {home.name}: spans of one party's campaigns that overlap.")
        open_[country] = going_on
    return kept
