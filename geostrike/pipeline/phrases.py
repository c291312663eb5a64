"""One phrase, or a column of phrases, to regions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import geopandas as gpd
import pandas as pd

from geostrike import locality, resolve
from geostrike.errors import InputError
from geostrike.gazetteer import Gazetteer
from geostrike.georeference import Answer, Names, georeference
from geostrike.model import Context, Locality, Reason, Unlocated, Unparsed
from geostrike.pipeline.options import Options
from geostrike.tables import location_frame


def locate(
    phrase: str,
    *,
    country: str | None = None,
    level: float = 0.9,
    error_model: str = "empirical",
    gazetteer: Gazetteer | None = None,
    land_only: bool = False,
    language: str = "en",
    source_profile: str = "strike",
) -> Answer:
    """Say where a phrase means, as an area.

    Parameters
    ----------
    phrase
        "45 km south-west of Sirte", "near Bayji", "halfway between Sirte and Waddan", ...
    country
        ISO 3166-1 alpha-2 code or English name; only places there are considered.
    level
        Share of cases, 0.05 to 0.99, in which `region` is to hold the true place; `regions` has
        50, 80 and 90 % besides.
    error_model
        "empirical", measured on strikes, or "protocol", the published point-radius method.
    gazetteer
        Where names are looked up; the embedded one by default.
    land_only
        Whether to cut the regions to land, and to the country where one is given.
    language
        Language of the phrase, ISO 639-1.
    source_profile
        "strike", or "machine" where the phrases were made from exact positions, as the US Geological
        Survey's: whole kilometres cut off, not rounded, and headings exact to 11.25 degrees.

    Returns
    -------
    Georeference or Unlocated
        The latter is falsy and says why.

    Raises
    ------
    InputError
        An option that breaks its rule; never because of the words of the phrase.

    Examples
    --------
    >>> found = locate("45 km south-west of Sirte", country="LY")
    >>> found.kind.value, found.place.country, found.region.covers(found.point)
    ('offset', 'LY', True)
    >>> locate("45 km south-west of Xyzzyplugh").reason.value
    'place not in the gazetteer'
    """
    options = Options(level, error_model, land_only, language, gazetteer or Gazetteer.default(), source_profile)
    ((answer, _),) = _locate_all([_as_text(phrase)], [options.country_code(country)], options)
    return answer


def locate_frame(
    phrases: pd.Series | Iterable[str],
    *,
    country: str | pd.Series | Sequence[str] | None = None,
    level: float = 0.9,
    error_model: str = "empirical",
    gazetteer: Gazetteer | None = None,
    land_only: bool = False,
    language: str = "en",
    source_profile: str = "strike",
) -> gpd.GeoDataFrame:
    """Place many phrases at once: one row per phrase under the same index, none dropped.

    Parameters
    ----------
    phrases
        A Series or list of phrases; missing ones become rows with `status` "unlocated".
    country
        One country for all, or one per phrase, in the same order.
    level, error_model, gazetteer, land_only, language, source_profile
        As for `locate`.

    Returns
    -------
    GeoDataFrame
        The columns of `geostrike.tables.LOCATIONS`; geometry `region`, EPSG:4326.

    Examples
    --------
    >>> locate_frame(["12 nm east of Fallujah", "nonsense"], country="IQ")["status"].tolist()
    ['located', 'unlocated']
    """
    if isinstance(phrases, str):
        raise InputError(f"phrases {phrases[:40]!r}: is one phrase; give a list, or call locate")
    series = phrases if isinstance(phrases, pd.Series) else pd.Series(list(phrases), dtype="object")
    options = Options(level, error_model, land_only, language, gazetteer or Gazetteer.default(), source_profile)
    texts = [_as_text(phrase) for phrase in series]
    codes = _country_codes(country, len(texts), options)
    found = _locate_all(texts, codes, options)
    return location_frame(
        texts,
        [answer for answer, _ in found],
        names=[names for _, names in found],
        index=series.index,
        countries=codes,
        interval=cache(options.interval),
    )


def _as_text(phrase: object) -> str:
    return phrase if isinstance(phrase, str) else ""


def _country_codes(country: object, count: int, options: Options) -> list[str]:
    if country is None or isinstance(country, str):
        return [options.country_code(country)] * count
    stated = [None if pd.isna(value) else value for value in country]  # type: ignore[attr-defined]
    if len(stated) != count:
        raise InputError(f"{len(stated)} countries for {count} phrases: give one, or as many as phrases")
    codes = {value: options.country_code(value) for value in dict.fromkeys(stated)}
    return [codes[value] for value in stated]


def _locate_all(texts: Sequence[str], codes: Sequence[str], options: Options) -> list[tuple[Answer, Names]]:
    """Answer each phrase, with what its names were resolved to; phrases that are written alike share one answer."""
    asked = list(zip(texts, codes, strict=True))
    once = list(dict.fromkeys(asked))
    answers = dict(zip(once, _locate_each(once, options), strict=True))
    return [answers[one] for one in asked]


def _locate_each(asked: Sequence[tuple[str, str]], options: Options) -> Iterator[tuple[Answer, Names]]:
    """Answer phrase after phrase; those that were understood are georeferenced together."""
    parsed = locality.parse_many([text for text, _ in asked], options.language)
    understood = [(one, *ask) for one, ask in zip(parsed, asked, strict=True) if not isinstance(one, Unparsed)]
    names = [_resolve(expression, country, options) for expression, _, country in understood]
    found = georeference(
        [expression for expression, _, _ in understood],
        names,
        texts=[text for _, text, _ in understood],
        level=options.level,
        error_model=options.error_model,
        source_profile=options.source_profile,
        land_only=options.land_only,
        earth=options.gazetteer,
        countries=[country for _, _, country in understood],
        remarks=[locality.remarks(text, expression, options.language) for expression, text, _ in understood],
    )
    placed = zip(found, names, strict=True)
    for expression in parsed:
        yield (_not_understood(expression), {}) if isinstance(expression, Unparsed) else next(placed)


def _resolve(expression: Locality, country: str, options: Options) -> Names:
    context = Context(country=country, from_list=options.by_machine)
    return resolve.resolve(expression, options.gazetteer, context, language=options.language)


def _not_understood(unparsed: Unparsed) -> Unlocated:
    reason = Reason.NOT_UNDERSTOOD if unparsed.text.strip() else Reason.NO_LOCALITY
    return Unlocated(unparsed.text, reason, unparsed.detail)
