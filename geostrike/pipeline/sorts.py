"""What the gazetteer knows of bare names before a story is read: which are of regions, and which of towns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from geostrike.gazetteer import Gazetteer
from geostrike.locality import renamed
from geostrike.model import PARTS_OF_COUNTRIES, Feature, Locality, Mention, Near, Part, PlaceKind, Toponym, leaves
from geostrike.resolve import SURE

_SORTS_OF_WHOLES = PARTS_OF_COUNTRIES | {PlaceKind.SETTLEMENT}


def with_sorts(mentions: Iterable[Mention], gazetteer: Gazetteer, countries: Collection[str]) -> list[Mention]:
    """Say of names which stand without a word for their sort that they are of regions, as "Helmand" and "Rakhine" are.

    A name that a town bears too is the town's. What a part is told of ("southern Beirut") may be a town as well.

    Parameters
    ----------
    mentions
        The localities of one text.
    gazetteer
        Where their names are looked up.
    countries
        Codes of those that the text speaks of; none where it speaks of no country, and then regions are meant that lie
        where strikes happen.
    """
    scenes = countries or gazetteer.strike_prone()
    return [_with_sorts(mention, gazetteer, scenes) for mention in mentions]


def _with_sorts(mention: Mention, gazetteer: Gazetteer, scenes: Collection[str]) -> Mention:
    change = {}
    for name, sorts in _bare(mention.locality):
        sort = _sort(name.name, gazetteer, scenes)
        if sort in sorts:
            change[name] = replace(name, cue=sort)
    for name in _outside(mention.locality):
        # "The Saraqeb countryside" is of no province.
        if _sort(name.name, gazetteer, scenes, kind=name.cue) is not name.cue:
            change[name] = replace(name, cue=None)
    return replace(mention, locality=renamed(mention.locality, change)) if change else mention


def _bare(where: Locality) -> Iterator[tuple[Toponym, frozenset[PlaceKind]]]:
    """Yield the names that nothing says the sort of, and the sorts that make a difference."""
    for leaf in leaves(where):
        if isinstance(leaf, Feature | Near | Part) and leaf.place.name and leaf.place.cue is None:
            yield leaf.place, _SORTS_OF_WHOLES if isinstance(leaf, Part) else PARTS_OF_COUNTRIES


def _outside(where: Locality) -> Iterator[Toponym]:
    """Yield the names of provinces that something is around: of a countryside that may be a town's."""
    for leaf in leaves(where):
        if isinstance(leaf, Near | Part) and leaf.place.cue is PlaceKind.ADMIN1 and leaf.place.text == leaf.place.name:
            yield leaf.place


def _sort(
    name: str, gazetteer: Gazetteer, scenes: Collection[str], *, kind: PlaceKind | None = None
) -> PlaceKind | None:
    """Return the sort of the likeliest place of a name; None where it is not surely known in one of the countries."""
    only = next(iter(scenes)) if len(scenes) == 1 else None
    found = gazetteer.search(name, country=only, kind=kind, limit=1)
    if not found or found[0].match not in SURE or found[0].place.country not in scenes:
        return None
    return found[0].place.kind
