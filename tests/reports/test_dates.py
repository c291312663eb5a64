"""When sentences of wires, releases and reports of NGOs say that it was."""

import tomllib
from pathlib import Path

import pytest

PUBLISHED = "2023-11-17"
TABLES = tomllib.loads(Path(__file__).with_name("dates.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "edtf"), TABLES["date"].items(), ids=TABLES["date"])
def test_date_of_a_strike(told, text, edtf):
    (report,) = told(text, PUBLISHED)
    assert report.when.edtf == edtf
    assert bool(edtf) != bool(report.when.reason)


@pytest.mark.parametrize(("text", "edtf"), TABLES["date_of_each"].items(), ids=TABLES["date_of_each"])
def test_dates_of_several_strikes(told, text, edtf):
    assert [report.when.edtf for report in told(text, PUBLISHED)] == edtf
