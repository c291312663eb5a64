"""How many independent sources an event has: documents that repeat one statement count as one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from geostrike import lang
from geostrike.fusion.accounts import Account

_SHINGLE = 5
"""Words in a row that must be the same: fewer are shared by chance in stories of one strike."""

_REPEATED = 0.5
"""Share of the shorter quote's shingles from which it repeats the other."""

_WORDS = 80
"""Words of a quote that are compared."""

_ALIKE = 8
"""Most earlier quotes that share a shingle and are looked at."""


def sources(accounts: Sequence[Account]) -> int:
    """Return the number of independent sources among accounts of one strike.

    Documents of one publisher are one source, and so are syndicated ones ("CNN", "CNN (Lakana)",
    "AP via TribLive" and "AP"). Documents whose quotes repeat the same words are one whoever published them.
    """
    if len(accounts) == 1:
        return 1
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in _same_statement(accounts):
        parent[root(one)] = root(other)
    for account in accounts:
        parent[root(f"document {account.document}")] = root(f"publisher {publisher_of(account)}")
    return len({root(f"document {account.document}") for account in accounts})


def publisher_of(account: Account) -> str:
    """Return who published an account, syndication left out; its document where nobody is named."""
    return syndicate(account.row["publisher"]) or f"document {account.document}"


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


def _same_statement(accounts: Sequence[Account]) -> Iterator[tuple[str, str]]:
    """Yield pairs of documents, by name, whose quotes share most of their words in order."""
    sizes: dict[str, int] = {}
    holders: dict[tuple[str, ...], list[str]] = {}
    for account in accounts:
        name = f"document {account.document}"
        shingles = _shingles(account.row["quote"])
        shared = Counter(chain.from_iterable(map(holders.__getitem__, shingles & holders.keys())))
        for other, count in shared.items():
            if count >= _REPEATED * max(1, min(len(shingles), sizes[other])):
                yield name, other
        sizes[name] = max(len(shingles), sizes.get(name, 0))
        for shingle in shingles:
            known = holders.setdefault(shingle, [])
            if len(known) < _ALIKE and name not in known:
                known.append(name)


def _shingles(quote: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", quote.casefold())[:_WORDS]
    return set(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))
