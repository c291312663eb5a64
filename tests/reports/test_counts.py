"""What sentences of wires, releases and reports of NGOs say of the killed, the wounded and civilians."""

import tomllib
from pathlib import Path

import pytest

from tests.reports.notation import stated

PUBLISHED = "2023-11-17"
TABLES = tomllib.loads(Path(__file__).with_name("numbers.toml").read_text(encoding="utf-8"))


def of(count):
    """Return a count in the notation of the tables."""
    return stated(count.low, count.high)


@pytest.mark.parametrize(("text", "killed"), TABLES["killed"].items(), ids=TABLES["killed"])
def test_killed(told, text, killed):
    assert [of(report.killed) for report in told(text, PUBLISHED)] == [killed]


@pytest.mark.parametrize(("text", "killed"), TABLES["killed_of_each"].items(), ids=TABLES["killed_of_each"])
def test_the_dead_of_several_strikes_stay_apart(told, text, killed):
    assert [of(report.killed) for report in told(text, PUBLISHED)] == killed


@pytest.mark.parametrize(("text", "counts"), TABLES["counts"].items(), ids=TABLES["counts"])
def test_all_that_is_said_of_one_strike(told, text, counts):
    (report,) = told(text, PUBLISHED)
    found = {field: of(getattr(report, field)) for field in counts if field != "date"}
    assert found | {"date": report.when.edtf} == {"date": report.when.edtf} | counts
