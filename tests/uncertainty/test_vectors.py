"""The vectors that peers and guides publish, row by row.

Rows of `KINDS` are computed; the sources in `OUT_OF_SCOPE` record what other tools answered from data or
rules that are no formula, each with its reason. A source in neither fails the test.
"""

import csv
import json
import re
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely.geometry import box

from geostrike import geodesy
from geostrike.geodesy.seam import fold
from geostrike.model import Heading
from geostrike.uncertainty import (
    between_radius,
    calculator,
    coordinate_error_m,
    distance_only_radius,
    distance_precision,
    feature_radius,
    heading_half_angle_deg,
    orthogonal_radius,
    path_radius,
    point_radius,
)
from geostrike.uncertainty.protocol import metres_per_degree

FILE = Path(__file__).parents[2] / "../shared/data/calibration/protocol_vectors.csv"

OUT_OF_SCOPE = {
    r"parse_localities|DirectionParser|BorderParser|parse_loc:|get_azimuth": "what parsers read, not what is computed; "
    "tests of the locality language",
    r"test_georeferencer\.csv": "places of other gazetteers",
    r"GEOLocate": "answers of a closed service that documents no method",
    r"codebook": "coding rules: a class, no number",
    r"UCDP GED Syria": "points chosen by coders",
    r"translate_with_uncertainty": "a four-cornered chord figure that covers 36 % of the sector it stands for",
    r"GeoPickNB": "its shape is not in the file",
    r"spatial fit": "the ratio of two printed areas of an undrawn shape",
    r"default radial table: (small stream|.*intersection)": "defaults by fiat, not computed",
    r"unknown datum": "a lookup grid of the calculator; gazetteers here are WGS84",
}

POINTS = [
    "N",
    "NbE",
    "NNE",
    "NEbN",
    "NE",
    "NEbE",
    "ENE",
    "EbN",
    "E",
    "EbS",
    "ESE",
    "SEbE",
    "SE",
    "SEbS",
    "SSE",
    "SbE",
    "S",
    "SbW",
    "SSW",
    "SWbS",
    "SW",
    "SWbW",
    "WSW",
    "WbS",
    "W",
    "WbN",
    "WNW",
    "NWbW",
    "NW",
    "NWbN",
    "NNW",
    "NbW",
]
COORDINATE_STEPS = {"nearest degree": 1.0, "0.1 minute": 1 / 600, "1 second": 1 / 3600, "exact": 0.0}


def rows():
    with FILE.open(encoding="utf-8", newline="") as lines:
        return [
            {**row, "params": json.loads(row["params"]), "expected": json.loads(row["expected"])}
            for row in csv.DictReader(lines)
        ]


def close(expected, **found):
    """Compare the fields that both name."""
    for name, (value, tolerance) in found.items():
        if name in expected:
            assert value == pytest.approx(expected[name], abs=tolerance), (name, expected)


def compass(word):
    index = POINTS.index(word)
    size = 4 if index % 8 == 0 else 8 if index % 4 == 0 else 16 if index % 2 == 0 else 32
    return Heading(index * 11.25, size)


def step_deg(text):
    return COORDINATE_STEPS[text] if text in COORDINATE_STEPS else float(text.split()[0])


def half_step(text, unit_m):
    """Half-width in metres of "10 km", "1/2 mi"."""
    number = text.split()[0]
    top, _, bottom = number.partition("/")
    return float(top) / float(bottom or 1) / 2 * unit_m


def source_m(text):
    if text.startswith("other map"):
        return calculator.map_error_m(float(text.rpartition(":")[2]))
    known = {name: error for name, error in calculator.SOURCE_ERROR_M.items() if text.startswith(name)}
    return known[max(known, key=len)]


def calculate(params, datum_m=0.0):
    """One run of the calculator: lon, lat, radius in metres."""
    unit = calculator.UNIT_M[params["unit"]]
    lon, lat = params["lon"], params["lat"]
    c = coordinate_error_m(step_deg(params.get("coordPrecision", "exact")), lat)
    r = params.get("radial", 0) * unit + source_m(params.get("coordSource", "gazetteer")) + datum_m
    p = half_step(params.get("distPrecision", "0"), unit)
    match params["type"]:
        case "coordinates" | "feature":
            return lon, lat, feature_radius(r, c)
        case "distance only":
            return lon, lat, distance_only_radius(params["offset"] * unit, p, r, c)
        case "distance along path":
            return lon, lat, path_radius(p, r, c)
        case "orthogonal":
            north = params["ns"] * unit * (1 if params["nsDir"] == "N" else -1)
            east = params["ew"] * unit * (1 if params["ewDir"] == "E" else -1)
            return *calculator.planar_step(lon, lat, east, north), orthogonal_radius(p, r, c)
    stated = params.get("heading_deg")
    heading = Heading(stated, 360) if stated is not None else compass(params["heading"].split()[0])
    d = params["offset"] * unit
    end = calculator.planar_forward(lon, lat, heading.azimuth_deg, d)
    return *end, point_radius(d, heading_half_angle_deg(heading), p, r, c)


def calculator_run(row):
    params, expected = row["params"], row["expected"]
    lon, lat, radius = calculate(params)
    # The print has six decimals of the unit, and whole millimetres.
    close(expected, lon=(lon, 2e-7), lat=(lat, 2e-7), uncertainty_m=(radius, 0.02))
    if "m_per_deg_lat" in expected:
        north, east = metres_per_degree(params["lat"])
        close(expected, m_per_deg_lat=(north, 1e-4), m_per_deg_lon=(east, 1e-4))


def guide_example(row):
    """The current guide's examples; miles are the unit, and the datum's error is 0 where it was recorded."""
    params, expected = row["params"], row["expected"]
    mile = calculator.UNIT_M["mi"]
    where = {
        "35.37, -119.02": {"coordSource": "USGS map 1:24000 (40 ft)", "coordPrecision": "0.01 degrees"},
        "5 mi from Bakersfield": {"offset": 5, "coordPrecision": "0.001 degrees"},
        "13 mi E (by road) Bakersfield": {"coordSource": "USGS map 1:100000 (167 ft)", "extra": 0.03107 * mile},
        "2 mi E and 3 mi N of Bakersfield": {"ns": 3, "nsDir": "N", "ew": 2, "ewDir": "E"},
        "10 mi E (by air) Bakersfield": {"offset": 10, "heading": "E"},
    }[row["input"]]
    lat, lon = (params.get("lat"), params.get("lon")) if "lat" in params else map(float, row["input"].split(","))
    extra = where.pop("extra", 0.0)
    unknown = 3_044.2 if params["datum"] == "not recorded" else 0.0  # read off the first of the two such examples
    found = calculate(
        {"unit": "mi", "radial": params.get("radial_mi", 0), **params, "lat": lat, "lon": lon, **where}, unknown + extra
    )
    close(expected, lon=(found[0], 2e-7), lat=(found[1], 2e-7), uncertainty_m=(found[2], 1.0))


def old_expectation(row):
    """Expectations of the calculator before 2020: a datum error of 79 m, and sqrt(2) on distance precision only."""
    params, expected = row["params"], row["expected"]
    mile = calculator.UNIT_M["mi"]
    c = coordinate_error_m(1 / 3600, 35.3733333)
    if "radial_km" in params:
        return close(expected, uncertainty_km=((feature_radius(params["radial_km"] * 1000 + 79, c)) / 1000, 1e-3))
    p, r = half_step(params["distPrecision"], mile), params["radial_mi"] * mile + 79
    radius = orthogonal_radius(p, r, c) if " and " in row["input"] else point_radius(10 * mile, 45, p, r, c)
    return close(expected, uncertainty_mi=(radius / mile, 1e-3))


def printed_example(row):
    """Worked examples of the papers, kilometres."""
    params, expected = row["params"], row["expected"]
    parts = params.get("parts_km", {})
    if "alpha_deg" in params:
        linear = parts.get("extent", 0) + parts.get("datum", 0)
        radius = point_radius(
            params["offset_km"], params["alpha_deg"], parts.get("distance", 0), linear, parts.get("coord", 0)
        )
    elif "coordPrecision_deg" in params:
        radius = coordinate_error_m(params["coordPrecision_deg"], float(row["input"].split(",")[0])) / 1000
    elif "via" in row["input"]:
        radius = path_radius(params["distPrecision_km"], params["radial_km"] + params["mapScale_km"])
    else:
        linear = params["distPrecision_km"] + params["radial_km"] + params["datum_km"]
        radius = orthogonal_radius(linear, 0, params["coordPrecision_km"])
    digits = len(str(expected["uncertainty_km"]).partition(".")[2])
    close(expected, uncertainty_km=(radius, 0.51 * 10**-digits))


def coordinate_table(row):
    _, number, unit = row["input"].split()
    step = float(number) / {"degree": 1, "minute": 60, "second": 3600}[unit]
    close(row["expected"], uncertainty_m=(coordinate_error_m(step, row["params"]["lat"]), 1.0))


CONVENTION_OF = {
    "table: offset precision (column Frazier": "frazier-2004",
    "table: offset precision": "best-practices-2020",
    "18:745-767 distance precision": "georefguide-2004",
    "GeorefGuide (MaNIS) distance precision": "georefguide-2004",
    "getDistancePrecision": "geomancer",
    "precision_km": "nmnh",
}


def rounding(row):
    convention = next(name for key, name in CONVENTION_OF.items() if key in row["source"])
    number = re.match(r"[\d.]+", row["input"]).group()
    decimals = len(number.partition(".")[2])
    found = distance_precision(float(number), convention, resolution=10.0**-decimals)
    close(row["expected"], uncertainty_same_unit=(found, 1e-6), precision_km=(found, 1e-6))


def geodesic(row):
    params = row["params"]
    lon, lat = geodesy.forward(params["lon"], params["lat"], params["azimuth_deg"], params["distance_m"])
    close(row["expected"], lon=(lon, 6e-8), lat=(lat, 6e-8))


def square_radial(row):
    """Radials of squares are half of their diagonals, as `enclosing_radius_m` finds them."""
    mile = calculator.UNIT_M["mi"]
    expected = row["expected"].get("radial_m") or row["expected"]["extent_mi"] * mile
    if "degree" in row["input"]:
        return close({"radial": expected}, radial=(coordinate_error_m(0.25, 0), 1.0))
    sides = {"township": 6, "quarter": 0.5, "1/4 of 1/4": 0.25, "section": 1, "grid 10": 10 / mile, "grid 1": 1 / mile}
    side = next(
        value for key, value in sorted(sides.items(), key=lambda item: -len(item[0])) if key in row["input"]
    ) * mile  # fmt: skip
    north, east = geodesy.forward(0, 0, 0, side / 2)[1], geodesy.forward(0, 0, 90, side / 2)[0]
    radius = geodesy.enclosing_radius_m(box(-east, -north, east, north), 0, 0)
    # The table of grids is rounded up to whole metres, that of divisions has three decimals of a mile (1.6 m).
    return close({"radial": expected}, radial=(radius, 1.1))


def boxes(row):
    if "midpoint" in row["input"]:
        azimuth, length = geodesy.inverse(0, 10, 10, 0)
        lon, lat = geodesy.forward(0, 10, azimuth, length / 2)
        return close(row["expected"], lon=(lon, 0.02), lat=(lat, 0.02))  # the source counts on a sphere
    corners = (np.array([170.0, 190.0, 190.0, 170.0]), np.array([-10.0, -10.0, 10.0, 10.0]))
    others = (np.array([185.0, 195.0, 195.0, 185.0]), np.array([-5.0, -5.0, 5.0, 5.0]))
    west, south, east, north = fold(*corners).intersection(fold(*others)).bounds
    return close(row["expected"], w=(west, 1e-9), s=(south, 1e-9), e=(east, 1e-9), n=(north, 1e-9))


def corrected_centre(row):
    """GeoPick's circles: by its own search of the boundary, so ours may be smaller, hardly larger."""
    shape = shapely.from_wkt(row["params"]["wkt"])
    lon, lat = geodesy.corrected_centre(shape)
    radius = geodesy.enclosing_radius_m(shape, lon, lat)
    assert radius <= row["expected"]["uncertainty_m"] * 1.005
    assert shape.buffer(1e-6).covers(shapely.Point(lon, lat))


def heading_table(row):
    close(row["expected"], plus_minus_deg=(heading_half_angle_deg(compass(row["input"])), 0))


def wiki_feature(row):
    close(row["expected"], radius_m=(feature_radius(3_000, coordinate_error_m(1 / 3600, 35.3733333)), 1e-2))


KINDS = {
    r"JS run under node": calculator_run,
    r"GeorefGuide.html\), reproduced with the JS": guide_example,
    r"test_data\.js": old_expectation,
    r"IJGIS 18:745-767$|GeorefGuide \(rev 2019-12-14\)$|Best Practices$": printed_example,
    r"uncertainty from coordinate precision": coordinate_table,
    r"offset precision|distance precision|getDistancePrecision|precision_km": rounding,
    r"heading uncertainty": heading_table,
    r"default radial table|extents of divisions": square_radial,
    r"BioGeomancer wiki": wiki_feature,
    r"bbtest": boxes,
    r"pyproj": geodesic,
    r"GeoPick@": corrected_centre,
}


def reason_out_of_scope(row):
    name = f"{row['source']}: {row['input']}"
    return next((why for pattern, why in OUT_OF_SCOPE.items() if re.search(pattern, name)), None)


@pytest.mark.shared
@pytest.mark.skipif(not FILE.exists(), reason="the development data are not beside this checkout")
def test_every_published_vector_is_reproduced():
    reproduced, left_out, wrong = 0, 0, []
    for number, row in enumerate(rows(), start=2):
        if reason_out_of_scope(row):
            left_out += 1
            continue
        check = next((kind for pattern, kind in KINDS.items() if re.search(pattern, row["source"])), None)
        assert check is not None, f"line {number}: no rule for {row['source']}"
        try:
            check(row)
            reproduced += 1
        except AssertionError as error:
            wrong.append(f"line {number} {row['input']}: {str(error).splitlines()[0]}")
    assert not wrong, f"{len(wrong)} of {reproduced + len(wrong)} differ:\n" + "\n".join(wrong)
    assert reproduced > 1.5 * left_out


def test_between_is_half_of_the_separation():
    assert between_radius(30_000) == 15_000
