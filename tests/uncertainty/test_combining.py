"""Claims multiply, copies count once, contradictions give all."""

from itertools import pairwise

import pytest

from geostrike import geodesy
from geostrike.georeference import georeference
from geostrike.model import AllOf, Candidate, Distance, Georeference, Heading, Offset, Place, Resolution, Toponym, Unit
from geostrike.uncertainty.combining import combine, pool
from geostrike.uncertainty.density import SHELL_LEVELS

A, B = Toponym("Alpha"), Toponym("Beta")
PLACES = {
    A: Place("t:1", "Alpha", 16.6, 31.2, "AA", extent_m=2_000),
    B: Place("t:2", "Beta", 17.2, 30.8, "AA", extent_m=2_000),
}
NAMES = {
    name: Resolution(name, (Candidate(place, 1.0),), chosen=(Candidate(place, 1.0),)) for name, place in PLACES.items()
}


def km(number):
    return Distance(number, number, Unit.KILOMETRE)


def claim(lon, radius_m=20_000):
    return {level: geodesy.disc(lon, 31, radius_m * level) for level in SHELL_LEVELS}


def answer(*clauses, **options):
    (found,) = georeference([AllOf(clauses) if len(clauses) > 1 else clauses[0]], [NAMES], **options)
    assert isinstance(found, Georeference), found
    return found


def area(geometry):
    return geodesy.area_m2(geometry) / 1e6


def test_two_claims_give_a_smaller_region_than_the_better_one():
    one, other = claim(16.5), claim(16.6, 30_000)
    both = combine([one, other], SHELL_LEVELS)
    assert not both.contradictory
    for level in (0.5, 0.8, 0.9):
        assert area(both.regions[level]) < area(one[level])
    for lower, upper in pairwise(SHELL_LEVELS):
        assert area(both.regions[lower].difference(both.regions[upper])) < 1e-3


def test_the_order_of_claims_makes_no_difference():
    one, other = claim(16.5), claim(16.6, 30_000)
    first, second = combine([one, other], (0.9,)), combine([other, one], (0.9,))
    assert area(first.regions[0.9].symmetric_difference(second.regions[0.9])) < 1e-3


def test_a_copied_claim_counts_once():
    one, other = claim(16.5), claim(16.6)
    assert combine([one, one, dict(one)], (0.9,)).regions[0.9].equals(one[0.9])
    assert len(combine([one, other, one], (0.9,)).used) == 2


def test_contradicting_claims_give_the_union_and_are_flagged():
    one, other = claim(16.5), claim(19.5)
    both = combine([one, other], (0.5, 0.9))
    assert both.contradictory
    assert area(both.regions[0.9]) == pytest.approx(area(one[0.9]) + area(other[0.9]), rel=1e-6)


def test_claims_may_come_at_few_levels():
    one, other = (
        {level: region for level, region in claim(lon).items() if 0.5 <= level <= 0.9} for lon in (16.5, 16.6)
    )
    assert area(combine([one, other], (0.9,)).regions[0.9]) < area(one[0.9])


def test_many_claims_stay_quick_and_sound():
    both = combine([claim(16.5 + 0.02 * number) for number in range(20)], (0.5, 0.9))
    assert len(both.used) <= 6
    assert both.regions[0.9].is_valid


def test_offsets_in_one_text_narrow_each_other():
    first, second = Offset(A, km(45), Heading(135, 8)), Offset(B, km(32), Heading(180, 4))
    both = answer(first, second)
    for level in (0.8, 0.9):
        assert area(both.regions[level]) < min(area(answer(one).regions[level]) for one in (first, second))
    # Half the cases lie in thin arcs: where two of them only just cross, half of the product needs more than one.
    assert area(both.regions[0.5]) < max(area(answer(one).regions[0.5]) for one in (first, second))
    assert any("multiplied" in remark for remark in both.remarks)
    assert both.regions[0.5].covers(both.point)
    assert answer(first, second, level=0.07).region.is_valid


def test_the_same_offset_said_twice_is_one():
    offset = Offset(A, km(45), Heading(135, 8))
    twice = answer(offset, Offset(A, Distance(28, 28, Unit.MILE), Heading(135, 8)))
    assert area(twice.region) == pytest.approx(area(answer(offset).region), rel=0.1)
    assert any("count as one" in remark for remark in twice.remarks)


def test_contradicting_offsets_cover_both_and_say_so():
    both = answer(Offset(A, km(300), Heading(0, 4)), Offset(B, km(300), Heading(180, 4)))
    assert any("contradict" in remark for remark in both.remarks)
    assert both.region.covers(answer(Offset(B, km(300), Heading(180, 4))).point)


def test_rivals_that_agree_are_no_smaller_than_one_of_them():
    one = claim(16.5)
    both = pool([one, dict(one)], [3, 1], (0.5, 0.8, 0.9))
    for level, region in both.regions.items():
        assert area(region) == pytest.approx(area(one[level]), rel=1e-3)


def test_the_rival_that_more_tell_has_the_inner_regions():
    one, other = claim(16.5), claim(16.85)
    both = pool([one, other], [7, 1], SHELL_LEVELS)
    for lower, upper in pairwise(SHELL_LEVELS):
        assert area(both.regions[lower].difference(both.regions[upper])) < 1e-3
    assert area(both.regions[0.5].intersection(other[0.5])) < 0.2 * area(both.regions[0.5].intersection(one[0.5]))
    assert both.regions[0.99].covers(other[0.25])
    even = pool([one, other], [1, 1], (0.5,))
    assert even.regions[0.5].intersects(one[0.05])
    assert even.regions[0.5].intersects(other[0.05])


def test_rivals_with_nothing_in_common_are_covered_whole_and_flagged():
    one, other = claim(16.5), claim(19.5)
    both = pool([one, other], [7, 1], (0.5, 0.9))
    assert both.contradictory
    assert area(both.regions[0.5]) == pytest.approx(area(one[0.5]) + area(other[0.5]), rel=1e-6)
