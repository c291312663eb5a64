"""Lines of a page that are no part of its story: links to others, captions, credits, time codes, bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from geostrike.lang.datelines import Dateline, datelines
from geostrike.reports.text.prose import Sentence, fold
from geostrike.reports.text.vocabulary import Vocabulary

_LINK_WORDS = 20
"""Most words of a line that can be the headline of another story."""

_HEAD = 800
"""Characters of a text within which the dateline of its story stands."""

_CAPITALS = 4
"""Letters in capitals with which a city of a dateline begins."""

_CAPTION_LENGTH = 400
"""Most characters of a caption."""


def without_furniture(text: str, sentences: Sequence[Sentence], words: Vocabulary) -> list[Sentence]:
    r"""Return the sentences that are of the story, counted anew.

    >>> from geostrike.reports.text.prose import sentences
    >>> from geostrike.reports.text.vocabulary import vocabulary
    >>> page = "Jets struck a camp.\nIn Other News\nAir strike kills ten in Mosul\nLoad More"
    >>> kept = without_furniture(page, sentences(page), vocabulary("en"))
    >>> [page[each.start:each.end] for each in kept]
    ['Jets struck a camp.']
    """
    kept = _of_the_story(fold(text), _from_dateline(text, sentences), words)
    return [sentence._replace(rank=rank) if sentence.rank != rank else sentence for rank, sentence in enumerate(kept)]


def _from_dateline(text: str, sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """Leave out the sentences between headlines and a dateline: captions, and what the story tells again.

    Points of a list above it are headlines too: "* Drones carry out two attacks".

    A dateline far down, or with little behind it, is that of another story.
    """
    last = min(_HEAD, 2 * len(text) // 3)
    filed = (line.start for line in datelines(text, 0, last) if _is_filed(text, line))
    opening = next(filed, 0)
    above = (each._replace(headline=True, item=False) for each in sentences if each.start < opening and _heads(each))
    return [*above, *(each for each in sentences if each.start >= opening)]


def _is_filed(text: str, line: Dateline) -> bool:
    """Whether a dateline surely is one: it has a day or an agency, and a city that is named or in capitals."""
    city = bool(line.city) or text[line.start : line.start + _CAPITALS].isupper()
    return city and _agency().search(text, line.start, line.end) is not None


def _heads(sentence: Sentence) -> bool:
    return sentence.headline or sentence.item


def _of_the_story(folded: str, sentences: Sequence[Sentence], words: Vocabulary) -> Iterator[Sentence]:
    captions = _captions(folded, sentences, words)
    elsewhere = False
    for sentence in sentences:
        line = folded[sentence.start : sentence.end].strip()
        if _opens_section(line, words):
            elsewhere = True
            continue
        elsewhere = elsewhere and _is_link(line)
        if not elsewhere and sentence.paragraph not in captions and not _is_furniture(line, words):
            yield sentence


def _captions(folded: str, sentences: Sequence[Sentence], words: Vocabulary) -> set[int]:
    """Return the paragraphs that are captions: short, and with the credit of a picture or before a line that is one."""
    ends: dict[int, tuple[int, int]] = {}
    for sentence in sentences:
        start, _ = ends.get(sentence.paragraph, (sentence.start, 0))
        ends[sentence.paragraph] = (start, sentence.end)
    agencies = words.words("furniture.agencies")
    credited = {line - 1 for line, (start, end) in ends.items() if folded[start:end].strip() in agencies}
    headlines = {sentence.paragraph for sentence in sentences if sentence.headline}
    return {
        paragraph
        for paragraph, (start, end) in ends.items()
        if end - start <= _CAPTION_LENGTH
        and (_credit(words).search(folded, start, end) or paragraph in credited - headlines)
    }


def _opens_section(line: str, words: Vocabulary) -> bool:
    """Whether a line opens a list of other stories, or ends its own: "In Other News", "(Reporting by A. Writer)"."""
    named = line.strip(" .:…»>-|•*") in words.words("furniture.sections")
    return named or line.startswith(words.words("furniture.sign_offs"))


def _is_link(line: str) -> bool:
    """Whether a line can be another story's headline: short, and no sentence."""
    ends = line.endswith((".", "!", "?", '"')) and not _abbreviation().search(line)
    return not ends and len(line.split(maxsplit=_LINK_WORDS)) <= _LINK_WORDS


def _is_furniture(line: str, words: Vocabulary) -> bool:
    return _lead(words).match(line) is not None or _time_code().match(line) is not None


@cache
def _abbreviation() -> re.Pattern[str]:
    """Return the pattern of a line's end that is an abbreviation: "18 air strikes in Iraq - U.S."."""
    return re.compile(r"\b[a-z]\.[a-z]\.$")


@cache
def _agency() -> re.Pattern[str]:
    """Return the pattern of what surely makes a dateline: an agency or a day, so that "FILE - Smoke rises" is none."""
    return re.compile(r"[(\d]")


@cache
def _lead(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(
        rf"[\W_]{{0,6}}+(?:{words.either('furniture.leads')}\s?[:|»>]|{words.either('furniture.openings')}(?!\w))"
    )


@cache
def _time_code() -> re.Pattern[str]:
    return re.compile(r"\W{0,4}+\d{1,2}:\d\d(?::\d\d)?(?:\s?[-–—|]\s?[^.!?]{0,40})?$")


@cache
def _credit(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w)|(?=\W)){words.either('furniture.credits')}")
