"""How many independent sources an event has: documents that repeat one statement count as one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from geostrike import lang
from geostrike.fusion.accounts import Account, cells
from geostrike.fusion.bodies import Body, bodies, is_one, speakers
from geostrike.fusion.counts import overlap
from geostrike.fusion.wording import is_repeat, shingles

_ALIKE = 8
"""Most earlier quotes that share a shingle and are looked at."""


def sources(accounts: Sequence[Account]) -> int:
    """Return the number of independent sources among accounts of one strike.

    Documents of one publisher are one source, and so are syndicated ones ("CNN", "CNN (Lakana)",
    "AP via TribLive" and "AP"). Documents whose quotes repeat the same words are one whoever published them,
    and so are those that pass on what one body said (see `_same_speaker`).
    """
    if len(accounts) == 1:
        return 1
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in chain(_same_statement(accounts), _same_speaker(accounts), _same_publisher(accounts)):
        parent[root(one)] = root(other)
    return len({root(account.document) for account in accounts})


def _same_publisher(accounts: Sequence[Account]) -> Iterator[tuple[str, str]]:
    """Yield pairs of documents that one publisher has, syndication left out."""
    first: dict[str, str] = {}
    publishers = cells(accounts, "publisher")
    source_of = {publisher: syndicate(publisher) for publisher in set(publishers)}
    for account, publisher in zip(accounts, publishers, strict=True):
        source = source_of[publisher]
        if source:
            yield account.document, first.setdefault(source, account.document)


def syndicate(publisher: str, language: str = "en") -> str:
    """Return the publisher whose text it is: without brackets, and without who passed it on.

    >>> syndicate("CNN (Lakana)"), syndicate("AP via TribLive")
    ('cnn', 'ap')
    """
    bare = re.sub(r"\s{0,3}\([^()]{0,80}\)", "", publisher)
    return _passed_on(language).split(bare, maxsplit=1)[0].strip().casefold()


@cache
def _passed_on(language: str) -> re.Pattern[str]:
    words = lang.load(language).table("reports")["fusing"]["passed_on"]
    return re.compile(rf"\s(?:{'|'.join(map(re.escape, words))})(?:\s|$)", re.IGNORECASE)


def _same_speaker(accounts: Sequence[Account]) -> Iterator[tuple[str, str]]:
    """Yield pairs of documents, by name, that have what they tell from one body and say nothing that differs.

    Who names a second source ("AFRICOM; residents") has asked more than the body, and one whose numbers
    exclude the other's has them from elsewhere: they count by themselves. A body's own release names nobody,
    but is published by it.
    """
    tellers = [
        (account, speakers(account.cell("attributed_to")) or [account.cell("publisher")]) for account in accounts
    ]
    alone = [(account, names[0]) for account, names in tellers if len(names) == 1 and is_one(names[0])]
    of_body: dict[Body, list[Account]] = {}
    body_of = bodies(name for _, name in alone)
    for account, name in alone:
        others = of_body.setdefault(body_of[name], [])
        other = next((other for other in others if _same_numbers(account, other)), None)
        if other is not None:
            yield account.document, other.document
        elif len(others) < _ALIKE:
            others.append(account)


def _same_numbers(one: Account, other: Account) -> bool:
    """Whether no number excludes the other's."""
    pairs = ((count, other.counts[name]) for name, count in one.counts.items())
    return all(overlap(here, there) for here, there in pairs if here and there)


def _same_statement(accounts: Sequence[Account]) -> Iterator[tuple[str, str]]:
    """Yield pairs of documents whose quotes share most of their words in order."""
    sizes: dict[str, int] = {}
    holders: dict[tuple[str, ...], list[str]] = {}
    for account, quote in zip(accounts, cells(accounts, "quote"), strict=True):
        name, told = account.document, shingles(quote)
        shared: list[str] = []
        for shingle in told:
            known = holders.setdefault(shingle, [])
            shared += known
            if len(known) < _ALIKE and name not in known:
                known.append(name)
        for other, count in Counter(shared).items():
            if is_repeat(count, len(told), sizes[other]):
                yield name, other
        sizes[name] = max(len(told), sizes.get(name, 0))
