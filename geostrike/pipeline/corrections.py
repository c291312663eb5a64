"""What a person says of reports, against what was read of them: it goes first, and both are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

import pandas as pd

from geostrike import locality
from geostrike.errors import InputError
from geostrike.georeference import Names
from geostrike.model import Count, DateInterval, Mention, Report, ReportKind, Resolution, Role, Unparsed
from geostrike.pipeline.options import Options
from geostrike.tables import claim, spoken_of

Given = pd.DataFrame | Iterable[Sequence[str]] | None

LEAVE_OUT = "leave_out"
COUNTRY = "country"
PLACE_ID = "place_id"
QUOTE = "quote"

_NAMESAKES = 1000
"""So far down the gazetteer's list of a name a person may choose."""


class _Field(NamedTuple):
    """What can be said of a field, what was read of it, and which attributes of a report it sets."""

    parse: Callable[[str, Options], Any]
    read: Callable[[Report], str]
    put: Callable[[Any], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Change:
    """What a person says of one field of a report: the words, what they mean, and where they stand."""

    field: str
    words: str
    value: Any
    where: str


class Corrections:
    """Changes by the identifiers of reports, which are met one document after another."""

    def __init__(self, changes: Mapping[str, Sequence[Change]]) -> None:
        self.changes = changes
        self._unmet = set(changes)

    def applied(self, reports: Sequence[Report]) -> list[Report]:
        """Return a document's reports as a person has them, without those that are left out."""
        self._unmet -= {report.id for report in reports}
        for report in reports:
            self._check_quote(report)
        return [_changed(report, self.changes.get(report.id, ())) for report in reports if not self._leaves(report)]

    def country(self, report: Report) -> str:
        """Return the code of the country that a person put the report in; "" for none."""
        change = self._change(report, COUNTRY)
        return change.value if change else ""

    def names(self, report: Report, names: Names, options: Options) -> Names:
        """Return the places of a report's names, with the one that a person chose among namesakes."""
        change = self._change(report, PLACE_ID)
        stated = claim(report.mention.locality).place if report.mention else None
        if change is None:
            return names
        name = stated.name if stated else ""
        found = options.gazetteer.search(name, limit=_NAMESAKES) if stated else []
        chosen = next((candidate for candidate in found if candidate.place.id == change.value), None)
        if stated is None or chosen is None:
            called = f"{change.where}: no place {change.value[:40]!r} is called {name[:80]!r}"
            raise InputError(f"{called}; `geostrike gazetteer search` lists those that are")
        return {**names, stated: Resolution(stated, (chosen,), chosen=(chosen,))}

    def check_known(self) -> None:
        """Refuse corrections of reports that no document had."""
        for name in sorted(self._unmet):
            where = self.changes[name][0].where
            raise InputError(f"{where}: no report {name[:80]!r}; take identifiers from the column report_id")

    def _check_quote(self, report: Report) -> None:
        """Refuse to correct another report than that whose words a person gave: identifiers may shift."""
        change, quote = self._change(report, QUOTE), " ".join(report.quote.text.split())
        if change and " ".join(change.words.split()) not in quote:
            says = f"{change.where}: {report.id} does not say {change.words[:60]!r} but {quote[:60]!r}"
            raise InputError(f"{says}; look for its identifier in the column report_id")

    def _change(self, report: Report, name: str) -> Change | None:
        return next((change for change in self.changes.get(report.id, ()) if change.field == name), None)

    def _leaves(self, report: Report) -> bool:
        return self._change(report, LEAVE_OUT) is not None


def corrections_of(given: Given, options: Options) -> Corrections:
    """Return the corrections of a table or of triples `report_id, field, value`.

    Parameters
    ----------
    given
        A frame whose first three columns are these, and whose column `where`, if any, says where each
        stands; or triples; or None.
    options
        The language of the words, and the gazetteer whose countries are meant.

    Raises
    ------
    InputError
        Fewer than three cells, an unknown field, a field corrected twice, or a value that it cannot have.

    Examples
    --------
    >>> corrections_of([("a-1", "killed", "80..")], Options()).changes["a-1"][0].value
    Count(low=80, high=None, text='80..')
    >>> corrections_of([("a-1", "date", "Friday")], Options())
    Traceback (most recent call last):
    geostrike.errors.InputError: correction 1: date 'Friday' is none; write 2017-01-31 or 2017-01-30/2017-01-31
    """
    changes: dict[str, list[Change]] = defaultdict(list)
    for where, cells in _rows(given):
        if isinstance(cells, str) or len(cells) < 3:
            raise InputError(f"{where}: needs a report, a field and a value; write report_id,field,value")
        report, name, words = (str(cell).strip() for cell in cells[:3])
        if name not in FIELDS:
            raise InputError(f"{where}: {name[:40]!r} is no field; take one of {', '.join(FIELDS)}")
        if any(change.field == name for change in changes[report]):
            raise InputError(f"{where}: {name} of {report[:80]!r} stands twice; keep one line")
        try:
            value = FIELDS[name].parse(words, options)
        except InputError as error:
            raise InputError(f"{where}: {error}") from error
        changes[report].append(Change(name, words, value, where))
    return Corrections(changes)


def _rows(given: Given) -> Iterator[tuple[str, Sequence[object]]]:
    if isinstance(given, pd.DataFrame):
        places = given["where"].tolist() if "where" in given.columns else [""] * len(given)
        rows: Iterable[Sequence[object]] = given.drop(columns="where", errors="ignore").itertuples(index=False)
    else:
        rows = list(given or ())
        places = [""] * len(rows)
    for number, (row, place) in enumerate(zip(rows, places, strict=True), 1):
        yield place or f"correction {number}", row


def _changed(report: Report, changes: Sequence[Change]) -> Report:
    """Return the report with what a person says; words that another value was read from are no evidence of it."""
    for change in changes:
        if change.field == QUOTE:
            continue
        of = FIELDS[change.field]
        read = of.read(report)
        was = f", where {read!r} was read" if read else ""
        report = replace(
            report,
            **of.put(change.value),
            spans={name: span for name, span in report.spans.items() if name.partition(".")[0] != change.field},
            corrections=(*report.corrections, f"{change.field} set to {change.words!r}{was} ({change.where})"),
        )
    return report


def _days(words: str, _: Options) -> DateInterval:
    if not words:
        return DateInterval(reason="a person left the date open")
    first, slash, last = words.partition("/")
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last if slash else first)
    except ValueError:
        raise InputError(f"date {words[:40]!r} is none; write 2017-01-31 or 2017-01-30/2017-01-31") from None
    return DateInterval(start, end, words, rule="set by a person")


def _mention(words: str, options: Options) -> Mention:
    where = locality.parse(words, options.language)
    if isinstance(where, Unparsed):
        raise InputError(f"locality {words[:80]!r} is not understood; try it with `geostrike locate`")
    return Mention(where, 0, 0, words, remarks=locality.remarks(words, where, options.language))


def _country(words: str, options: Options) -> str:
    if not words:
        raise InputError("country '' is none; write LY or Libya, for example")
    return options.country_code(words)


def _count(words: str, _: Options) -> Count:
    low, dots, high = words.partition("..")
    try:
        least, most = (int(end) if end else None for end in (low, high if dots else low))
    except ValueError:
        least, most = -1, None
    if min(least or 0, most or 0) < 0:
        raise InputError(f"number {words[:40]!r} is none; write 80, 2..9, 80.. (or more) or ..9 (at most)")
    return Count(least, most, words)


def _one_of(words: str, values: type[StrEnum]) -> StrEnum:
    if words not in [*values]:
        raise InputError(f"{words[:40]!r} is none; write one of {', '.join(values)}")
    return values(words)


def _as_it_is(words: str, _: Options) -> str:
    return words


def _of_enum(name: str, values: type[StrEnum]) -> _Field:
    return _Field(
        lambda words, _: _one_of(words, values), lambda report: getattr(report, name), lambda value: {name: value}
    )


def _of_count(name: str) -> _Field:
    return _Field(_count, lambda report: getattr(report, name).text, lambda value: {name: value})


def _of_text(name: str) -> _Field:
    return _Field(_as_it_is, lambda report: getattr(report, name), lambda value: {name: value})


FIELDS = {
    "date": _Field(_days, lambda report: report.when.edtf, lambda value: {"when": value}),
    "locality": _Field(
        _mention,
        lambda report: report.mention.text if report.mention else "",
        lambda value: {"mention": value, "beside": ()},
    ),
    PLACE_ID: _Field(_as_it_is, lambda _: "", lambda _: {}),
    COUNTRY: _Field(_country, lambda report: spoken_of(report.countries), lambda value: {"countries": {value: 1.0}}),
    "kind": _of_enum("kind", ReportKind),
    "role": _of_enum("role", Role),
    **{name: _of_count(name) for name in ("strikes", "killed", "civilians_killed", "wounded", "vehicles_destroyed")},
    **{name: _of_text(name) for name in ("destroyed", "actor", "target", "aircraft", "munitions", "attributed_to")},
    LEAVE_OUT: _Field(_as_it_is, lambda _: "", lambda _: {}),
    QUOTE: _Field(_as_it_is, lambda report: report.quote.text, lambda _: {}),
}
"""What can be corrected, by the names of the columns; the ends of a number are said together, a quote is checked."""
