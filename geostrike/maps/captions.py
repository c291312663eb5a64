"""The words round a map: title, period and counts, what the shading and the outlines mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geostrike.maps import wording
from geostrike.maps.entries import Entry
from geostrike.maps.sources import latest

if TYPE_CHECKING:
    from geostrike.model import Document

CREDIT = (
    "Coast and borders: Natural Earth (public domain); boundaries are not authoritative. Towns: GeoNames (CC BY 4.0)"
)
MEANING = (
    "Shaded: where it may have happened, given the words of the sources. Not what was hit, and not a blast radius."
)
# How an outline is drawn, and what that says, by the grade in the column `evidence`.
DASHES = {"strong": "", "thin": "9 5", "assumed": "2 4", "": ""}
GRADES = {
    "strong": "Strong, measured on many real strikes",
    "thin": "Thin, measured on few",
    "assumed": "Assumed, not measured",
}
OUTLINE = "Outline: evidence for the area’s size"
MOST_COUNTRIES = 3


@dataclass(frozen=True, slots=True)
class Caption:
    """Title, period with counts, latest publication that was read, and where the ground comes from."""

    title: str
    summary: str
    credit: str
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """A row of the legend: its words, and whether it is of a strike, a campaign or an outline's dash."""

    words: str
    kind: str
    dash: str = ""


def caption_of(
    entries: Sequence[Entry],
    documents: Sequence[Document],
    countries: Mapping[str, str],
    *,
    title: str = "",
    noun: str = "strike",
) -> Caption:
    """Return the words round a map of entries.

    Parameters
    ----------
    documents
        What was read, also what reports no strike.
    countries
        Code -> name.
    title
        "" makes one of the years.
    noun
        What a row is of: "strike" or "report".
    """
    days = [source.day for entry in entries for source in entry.sources]
    days += [document.published.isoformat() for document in documents if document.published]
    return Caption(title or title_of(entries, noun), summary_of(entries, countries, noun), CREDIT, latest(days))


def evidence_of(entry: Entry) -> str:
    """Return how well measured it is how large a placed entry's area must be; "" where that is not said."""
    known = entry.placed and entry.evidence in GRADES
    return f"Evidence for the area’s size: {GRADES[entry.evidence].lower()}." if known else ""


def title_of(entries: Sequence[Entry], noun: str = "strike") -> str:
    """Return a title made of the years of all strikes."""
    days = [day for entry in entries if not entry.campaign for day in (entry.start, entry.end) if day]
    years = f", {min(days).year}–{max(days).year}" if days else ""
    if days and min(days).year == max(days).year:
        years = f", {min(days).year}"
    return f"{'Reports of air strikes' if noun == 'report' else 'Reported air strikes'}{years}"


def summary_of(entries: Sequence[Entry], countries: Mapping[str, str], noun: str = "strike") -> str:
    """Return the line under the title: countries (code -> name), period and counts, those without an area included."""
    strikes = [entry for entry in entries if not entry.campaign]
    campaigns = len(entries) - len(strikes)
    undated = sum(entry.start is None for entry in strikes)
    unplaced = sum(not entry.placed for entry in entries)
    parts = [
        _where(entries, countries),
        _span(strikes),
        wording.plural(len(strikes), noun),
        wording.plural(campaigns, "campaign") if campaigns else "",
        f"{undated:,} without a date" if undated else "",
        f"{unplaced:,} not placed" if unplaced else "",
    ]
    return " · ".join(part for part in parts if part)


def _where(entries: Sequence[Entry], countries: Mapping[str, str]) -> str:
    """Return the countries that most entries are of, in words; those of a code without a name are left out."""
    counts = Counter(entry.reference.country for entry in entries if entry.reference.country in countries)
    ranked = sorted(counts, key=lambda code: (-counts[code], countries[code]))
    names = [countries[code] for code in ranked[:MOST_COUNTRIES]]
    others = len(ranked) - len(names)
    rest = [f"{others} other countr{'y' if others == 1 else 'ies'}"] if others else []
    return ", ".join([*names, *rest])


def _span(entries: Sequence[Entry]) -> str:
    starts = [entry.start for entry in entries if entry.start]
    ends = [entry.end for entry in entries if entry.end]
    return wording.period(min(starts), max(ends)) if starts and ends else ""


def levels_of(entries: Sequence[Entry]) -> list[float]:
    """Return the stated levels of the areas, widest first."""
    return sorted({region.level for entry in entries for region in entry.regions if region.level}, reverse=True)


def legend(entries: Sequence[Entry], level: float | None) -> list[Key]:
    """Return what the swatches say; only what is on the map."""
    drawn = [entry for entry in entries if entry.placed]
    sure = f" ({level:.0%} region)" if level else ""
    rows = [Key(f"Where a strike may have been{sure}", "strike")] if any(not one.campaign for one in drawn) else []
    rows += [Key("Where a campaign of many strikes was", "campaign")] if any(one.campaign for one in drawn) else []
    present = {entry.evidence for entry in drawn}
    return rows + [Key(words, "outline", DASHES[grade]) for grade, words in GRADES.items() if grade in present]
