"""Whatever stands in a file: every row is counted once, or one clear error is raised."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geostrike.errors import GeostrikeError
from geostrike.gazetteer.loaders import FORMATS, members

from .conftest import GNS_NEW, GNS_OLD, SIRTE, WOF_HEADER, WOF_SIRTE

HEADS = {
    "geonames": SIRTE,
    "alternatenames": "1\t2210554\ten\tSirte\t\t\t\t",
    "gns": GNS_OLD,
    "wof": WOF_HEADER,
    "airports": "icao,iata,name,city,subd,country,elevation,lat,lon,tz,lid",
    "csv": "name,lon,lat,country,population,kind,extent_m",
}
COUNTED = [name for name in HEADS if name not in ("gns", "csv")]
fields = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["", "P", "PPL", "nan", "-1", "1e400", "12.5", "181", "\0", '"', "LY", "0", "locality"]),
)


def items(name: str, data: bytes) -> list[object]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(data)
        with members(path) as found:
            return [item for member in found for item in FORMATS[name].load(member, {})]


def refusal(name: str, data: bytes) -> str:
    """The error that refuses the data; "" where it is read."""
    try:
        items(name, data)
    except GeostrikeError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("name", HEADS)
@given(rows=st.lists(st.lists(fields, max_size=20), max_size=4), separator=st.sampled_from("\t,"))
@settings(max_examples=40, deadline=None)
def test_rows_of_any_fields_come_out_or_are_left_out(name, rows, separator):
    body = [separator.join(row).encode("utf-8", "replace") for row in rows]
    found = items(name, b"\n".join([HEADS[name].encode(), *body]))
    if name in COUNTED:
        given_rows = sum(bool(line.decode().strip()) for line in b"\n".join(body).split(b"\n"))
        assert len(found) == given_rows + (name in ("geonames", "alternatenames"))


@pytest.mark.parametrize("name", [*HEADS, "wof-outlines", "geojson"])
@given(data=st.binary(min_size=1, max_size=300))
@settings(max_examples=40, deadline=None)
def test_any_bytes_give_items_or_one_clear_error(name, data):
    assert refusal(name, data).count("\n") == 0


@pytest.mark.parametrize("header", [GNS_NEW, WOF_HEADER + "\n" + WOF_SIRTE])
@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_table_cut_anywhere_is_read_as_far_as_it_is_whole(header, data):
    text = header.encode()
    cut = text[: data.draw(st.integers(1, len(text)))]
    assert refusal("gns" if header == GNS_NEW else "wof", cut).count("\n") == 0
