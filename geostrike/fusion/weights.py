"""What each agreement of two accounts weighs, and why: all weights of the room, in one place.

A point is about a doubling of the odds that two accounts are of one strike: something weighs 2 if it is met about
four times as often between two accounts of one strike as between those of two strikes of about the same days. The
numbers are judgements, rounded to halves, and no fit: there are too few labelled stories to fit them to. What is
said of CENTCOM is counted on the lines of US Central Command's releases, each of which is a strike of its own.
"""

from __future__ import annotations

from geostrike.fusion.grounds import Bar

ENOUGH = 3.0
"""Sum from which two accounts are one strike: a shared day and a place that agrees, or more facts."""

TELLING = 2.0
"""Weight of place or facts that must speak for one strike: on a busy day many strikes share the day."""

# When

SAME_DAY = 2.0
"""The one stated day, or night: in a campaign other strikes share it too, so that it never suffices."""

OVERLAPPING_DAYS = 1.0
"""Days that overlap, one of them known to some days only; also one day of the year where a year is wanting."""

REPEATED_WORDS = 1.0
"""Two stories without a day in the same words, which stand for the day: one agency's text is of one day."""

# Where

SAME_WORDS = 3.0
"""One distance from one place, or the same words of place that say more than its name: seldom true of two strikes."""

SAME_PLACE = 2.0
"""One name of place, one direction from it, "near" it and a distance from it, or regions whose cores overlap."""

OUTSKIRTS = 1.0
"""Regions that overlap at their edges only or between two names, or a name that is drawn in two places."""

WIDE = 0.5
"""Regions that overlap because one of them is a whole country or district: few strikes there would not."""

OTHER_NAMES = -1.5
"""Two names of places that no gazetteer has: one village has many names, but mostly they are two."""

# What

SAME_TOLL = 3.0
"""The same number killed, ten or more: few strikes of a day kill so many, and hardly two the same number."""

SAME_FEW = 2.0
"""The same number killed, below ten: two strikes of a day may kill three each by chance."""

CLOSE_TOLLS = 1.5
"""Numbers killed that are many, and close: few strikes kill so many, and counts of one strike differ."""

SAME_HURT = 1.0
"""The same number wounded, or of civilians, more than three: who counts them may have seen but some."""

SAME_COUNT = 1.0
"""That both the number killed and that of the wounded are the same, besides: who tells them has them from one count."""

VAGUE_TOLLS = 0.5
"""Numbers that only agree in that ends are open ("dozens")."""

OTHER_TOLL = -1.0
"""Numbers that differ by more than half: sources of one strike often do, but those of two strikes more often."""

SAME_SERIES = 2.0
"""The same number of strikes, more than three: a series is seldom as long as another."""

SAME_SHORT_SERIES = 1.0
"""Two or three strikes in both: of 7,780 pairs of CENTCOM lines 107 more were joined in error at 2."""

OTHER_SERIES = -1.5
"""Another number of strikes: who counts them has it from who flew them, and seldom errs."""

SAME_MEANS = 1.0
"""The same number of vehicles, more than three, or the same sort of aircraft: strikes of a campaign share them."""

FEW_VEHICLES = 0.5
"""One to three vehicles in both: every other strike on a convoy has as many."""

SAME_SITE = 0.5
"""The same kind of target ("hospital"): the word is vague, and a campaign hits such places again."""

# What outweighs a bar

PRICES = {
    Bar.CASUALTIES: 3.0,
    Bar.REGION: 3.0,
    Bar.OFFSET: 3.0,
    Bar.COUNTRY: 1.5,
    Bar.NEXT_DAY: 1.0,
    Bar.PARTIES: 0.0,
    Bar.UNDATED: 0.0,
}
"""What must speak for one strike besides, to outweigh a bar: one place in about ten is misread, and so is one in three
of the countries of what was not placed, which are guesses. A night is told as the day before it or after it, so that
neighbouring days bar few groups that share a day otherwise, unless no fact agrees. Parties and days are asked of
groups as wholes."""

MORE_FOR = 2.0
"""What places and facts of two groups must weigh on average, so that what bars some is held for a mistake."""

MOST_DAY = 4.0
"""Most that a shared day weighs, in a country of which no other strike is known for weeks: strikes come in clusters."""

QUIET = 1.0
"""What a shared day weighs more where so few strikes are known for weeks that those of two days are taken for one."""

CONTESTED = 1.5
"""Facts from which a strike of one day and place is told of two parties: each blames the other."""

SURE = SAME_TOLL
"""Facts that outweigh an offset which differs, as by a slip: the same toll of ten or more."""

CLEAR = 1.0
"""What must speak more for one strike of a day than for the others of which a story can be: twice the odds."""

ALONE = 3.5
"""From which a shared day is enough, where at most one other strike of the country is known for weeks."""

LEAST = 0.5
"""What must speak for the only strike of a day where names differ or a day is wanting: vague numbers that agree."""

SAME_PARTY = 0.5
"""That both name who struck, and the same: most strikes of a campaign share it."""
