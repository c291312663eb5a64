"""Records of incidents, as monitors keep them: lines of a label and its value, "Location: Hun"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from geostrike.lang.folding import fold
from geostrike.lang.language import load

_LONGEST = 200
"""Most characters of a value that stands in the line below its label."""

_WIDER = ("district", "province", "country")
"""Roles of the places that hold the place of an incident, narrower before wider."""

_STARTS = ("name", "date", "place", *_WIDER)
"""Roles of labels that a record has once each: one that comes again begins the next record."""

_HARM = ("kind", "killed", "civilians", "fighters", "wounded", "strikes", "actor", "target")
"""Roles of labels that only a record of an incident has."""


class Field(NamedTuple):
    """One labelled value: its role, the label as it stands in the language's list, and the slice of the value."""

    role: str
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Record:
    """The labelled lines of one incident, from the first label to where the next record begins or the text ends.

    `lines` are the slices of the labels with their values, which are no sentences.
    """

    start: int
    end: int
    fields: tuple[Field, ...]
    lines: tuple[tuple[int, int], ...]

    def of(self, *roles: str) -> list[Field]:
        """Return the fields of some roles, role by role."""
        return [field for role in roles for field in self.fields if field.role == role]

    def place(self) -> Field | None:
        """Return the field that says most closely where it was."""
        return next(iter(self.of("place", *_WIDER)), None)

    def where(self, text: str) -> str:
        r"""Return all that its fields say of where it was, as one phrase.

        >>> text = "Village: Hun\nDistrict: Jufra\nKilled: 3"
        >>> records(text)[0].where(text)
        'Hun, Jufra district'
        """
        named = [self.place(), *self.of(*_WIDER)]
        return ", ".join(dict.fromkeys(_phrase(text, each) for each in named if each is not None))


class _Label(NamedTuple):
    field: Field
    line: int
    end: int


def _phrase(text: str, field: Field) -> str:
    """Return a place's words, a district's or province's with that noun: "Jufra district"."""
    words = text[field.start : field.end]
    parts = [part.strip() for part in words.split(",")]
    read = [part for part in parts if _latin().search(part)] or parts
    named = field.role in ("district", "province") and field.label.isalpha() and field.label not in fold(words).lower()
    return ", ".join(read) + (f" {field.label}" if named else "")


@lru_cache(maxsize=4)  # those who read a document ask for its records one after the other
def records(text: str, language: str = "en") -> tuple[Record, ...]:
    r"""Return the records of incidents in a text, in reading order.

    A record says where or when something was, and what it was or whom it harmed: a letter's "Date:" and
    "Location:" make none. Values stand behind a colon, a bar or a tab, or in the line below their label.

    >>> text = "Incident date\n3 June 2018\nLocation\nHun, Libya\nCivilians reported killed\n2 - 3\n"
    >>> [(field.role, text[field.start:field.end]) for field in records(text)[0].fields]
    [('date', '3 June 2018'), ('place', 'Hun, Libya'), ('civilians', '2 - 3')]
    >>> records("Location: Geneva\nDate: 24 April 2018\nSubject: Yemen")
    ()
    """
    if not load(language).has("records"):
        return ()
    groups = list(_groups(_labels(text, language)))
    kept = [group for group in groups if _is_record(group, language)]
    ends = [*(group[0].line for group in kept[1:]), len(text)][: len(kept)]
    return tuple(
        Record(
            group[0].line,
            end,
            tuple(label.field for label in group if label.field.role != "other"),
            tuple((label.line, label.end) for label in group),
        )
        for group, end in zip(kept, ends, strict=True)
    )


def _is_record(group: list[_Label], language: str) -> bool:
    fields = [label.field for label in group if label.field.start < label.field.end]
    roles = {field.role for field in fields}
    plain = load(language).table("records")["words"]["plain"]
    told = roles.intersection(_HARM) or any(
        field.role in ("date", "place", "district", "province") and field.label not in plain for field in fields
    )
    return len(roles - {"other"}) > 1 and bool(told) and bool(roles.intersection(_STARTS[1:]))


def _groups(labels: Iterator[_Label]) -> Iterator[list[_Label]]:
    """Yield the labels of each record: one that has its day, place or number again is the next."""
    group: list[_Label] = []
    seen: set[str] = set()
    for label in labels:
        again = label.field.label in seen
        if again and label.field.role in _STARTS:
            yield group
            group, seen = [], set()
        seen.add(label.field.label)
        group.append(label)
    if group:
        yield group


def _labels(text: str, language: str) -> Iterator[_Label]:
    """Yield the labels of a text, each with its value."""
    folded = fold(text).lower()
    folded = folded if len(folded) == len(text) else text.lower()[: len(text)].ljust(len(text))
    roles = _roles(language)
    found = [match for match in _pattern(language).finditer(folded) if match["own"] is not None or match["mark"]]
    for rank, match in enumerate(found):
        following = found[rank + 1].start() if rank + 1 < len(found) else len(text)
        start, end = _value(folded, match, following)
        label = " ".join(match["label"].split())
        value = folded[start:end]
        if value in _unknown(language):
            end = start
        line = match.start("label")
        first = folded.rfind("\n", 0, line) + 1 if match["own"] is not None else line
        yield _Label(Field(roles[label], label, start, end), first, max(end, match.end()))


def _value(folded: str, match: re.Match[str], following: int) -> tuple[int, int]:
    """Return the slice of a label's value: the rest of its line, else the next line that is no label."""
    start = match.end()
    line = folded.find("\n", start)
    end = min(following, len(folded) if line < 0 else line)
    if not folded[start:end].strip(_ENDS) and line >= 0 and following > line:
        start = line + len(folded[line:following]) - len(folded[line:following].lstrip())
        line = folded.find("\n", start)
        end = min(following, len(folded) if line < 0 else line)
        end = start if end - start > _LONGEST else end
    words = folded[start:end]
    start += len(words) - len(words.lstrip(_ENDS))
    return start, max(start, start + len(folded[start:end].rstrip(_ENDS)))


_ENDS = " \t|,;/-—*_."
"""What parts a value from the label before it and from what follows it."""


@lru_cache(maxsize=8)
def _roles(language: str) -> Mapping[str, str]:
    table = load(language).table("records")["labels"]
    return {label: role for role, labels in table.items() for label in labels}


@lru_cache(maxsize=8)
def _unknown(language: str) -> frozenset[str]:
    return frozenset(load(language).table("records")["words"]["unknown"])


@lru_cache(maxsize=8)
def _pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of a label: one that opens a line, be it a point of a list, or one with a colon within it."""
    labels = "|".join(re.escape(label) for label in sorted(_roles(language), key=len, reverse=True))
    own = r"(?P<own>^[ \t|]{0,8}(?:[-—*•·●▪◦]|\(?\d{1,3}[.)])?[ \t*_]{0,4})"
    within = r"(?<=[,;.|/\-—])[ \t]{1,2}"
    mark = r"[ \t*_]{0,3}(?:(?P<mark>:)|(?(own)\||(?!))|(?(own)\t|(?!))|(?(own)(?=[ \t*_]{0,4}$)|(?!)))[*_]{0,2}"
    return re.compile(rf"(?:{own}|{within})(?P<label>{labels})(?:s|\(s\))?(?![\w-]){mark}", re.MULTILINE)


@lru_cache(maxsize=1)
def _latin() -> re.Pattern[str]:
    """Return the pattern of a letter that the language's own names have."""
    return re.compile(r"[A-Za-zÀ-ɏ]")
