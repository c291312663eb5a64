"""The five articles say what issue 2 says that they say."""

import pytest

from geostrike.model import Count, ReportKind

C = Count


@pytest.fixture
def strikes(stories):
    return {name: [report for report in found if report.kind is ReportKind.STRIKE] for name, found in stories.items()}


def test_each_article_tells_its_strikes_once(strikes):
    assert {name: [report.when.edtf for report in found] for name, found in strikes.items()} == {
        "000": ["2017-01-18/2017-01-19"],
        "001": ["2017-09-22", "2017-01-19"],
        "002": ["2017-09-26", "2017-01", "2017-09-22"],
        "003": ["2017-09-26", "2017-09-22"],
        "004": [],
    }


def test_places_go_to_their_strikes(strikes):
    assert {name: [report.mention.text.strip() for report in found] for name, found in strikes.items()} == {
        "000": ["45 km South-West of the Libyan city of Sirte"],
        "001": ["about 150 miles southeast of Sirte", "45 kilometers southwest of Sirte"],
        "002": ["roughly 100 miles outside of Sirte", "outside of Sirte", "150 miles outside of Sirte"],
        "003": ["approximately 100 miles southeast of Sirte", "about 150 miles southeast of Sirte"],
        "004": [],
    }


def test_counts_go_to_their_strikes(strikes):
    assert {name: [(r.strikes, r.killed, r.vehicles_destroyed) for r in found] for name, found in strikes.items()} == {
        "000": [(C(), C(80, None), C())],
        "001": [(C(6, 6), C(17, 17), C(3, 3)), (C(1, 1), C(80, 80), C())],
        "002": [(C(2, 2), C(2, None), C()), (C(), C(), C()), (C(6, 6), C(17, 17), C(2, None))],
        "003": [(C(2, 2), C(2, 9), C()), (C(6, 6), C(17, 17), C(3, 3))],
        "004": [],
    }


def test_means_targets_and_sources(strikes):
    first = strikes["000"][0]
    assert (first.aircraft, first.munitions) == ("two b-2; drones", "about 100 shells")
    assert (first.target, first.destroyed) == ("two military camps", "two military camps")
    assert first.attributed_to == "U.S. Secretary of defense Ashton Carter"
    later, recalled = strikes["001"]
    assert (later.actor, later.target, later.aircraft) == ("US military", "ISIS desert camp", "unmanned aircraft")
    assert (later.attributed_to, later.destroyed) == ("US Africa Command", "three vehicles")
    assert recalled.aircraft == "unmanned aircraft; B-2 Spirit bombers"
    assert recalled.target == "two ISIS training camps"
    assert strikes["002"][0].attributed_to == "U.S. Africa Command"


def test_campaign_is_apart_and_dated_before_publication(stories):
    found = {name: [r for r in reports if r.kind is ReportKind.CAMPAIGN] for name, reports in stories.items()}
    assert [(r.when.edtf, r.strikes) for r in found["000"]] == [("2016-08-01/2016-12-19", C())]
    assert [r.strikes for r in found["001"]] == [C(500, None)]
    assert not found["002"] + found["003"] + found["004"]


def test_every_fact_has_its_own_words(stories):
    for report in (report for found in stories.values() for report in found):
        text = report.document.text
        assert text[report.quote.start : report.quote.end] == report.quote.text
        for words in report.spans.values():
            assert text[words.start : words.end] == words.text
        filled = [name for name in ("killed", "strikes", "actor", "target", "aircraft") if getattr(report, name)]
        assert set(filled) <= set(report.spans)


def test_quote_carries_the_place(strikes):
    for report in (report for found in strikes.values() for report in found):
        assert report.mention.text in report.quote.text
