"""Mails within the text of a mail: one that is passed on, or answered, tells of its own day under its own headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geostrike.readers.metadata import Origin, spelled_day

_NAMES = {"from": "from", "date": "date", "sent": "date", "subject": "subject"}
_MOST_LINES = 20
_LONGEST_LINE = 200


def layers(text: str) -> Iterator[tuple[Origin | None, str]]:
    r"""Yield a mail's text, then that of each mail within it with what its own headings say; None for the first.

    The headings are lines `From:`, `Date:` or `Sent:`, and `Subject:`, in any order, as mail programs put them over
    what they pass on; "On Fri, Aug 9, 2019, X wrote:" is one too. Marks of quoting before lines are left out.

    >>> inner = "> From: CNN\n> Date: 19 January 2017 at 10:00 CET\n> Subject: Strikes\n>\n> Two strikes hit Sirte."
    >>> [(known and str(known.published), text) for known, text in layers("See this.\n\n" + inner)]
    [(None, 'See this.'), ('2017-01-19', 'Two strikes hit Sirte.')]
    """
    lines = [line.lstrip("> ") if line.startswith(">") else line for line in text.splitlines()]
    known: Origin | None = None
    start = at = 0
    while at < len(lines):
        found, after = _headings(lines, at)
        if found is None:
            at += 1
            continue
        yield known, "\n".join(lines[start:at]).strip()
        known, start, at = found, after, after
    yield known, "\n".join(lines[start:]).strip()


def _headings(lines: Sequence[str], at: int) -> tuple[Origin | None, int]:
    """Return what headings that begin at a line say of a mail, and the line after them."""
    line = lines[at][:_LONGEST_LINE]
    if line.startswith("On "):
        for after in (at + 1, at + 2):
            if lines[after - 1 : after] and lines[after - 1].rstrip().endswith(" wrote:"):
                return Origin(spelled_day(line)), after
    if _heading(line)[0] not in _NAMES:
        return None, at
    said: dict[str, str] = {}
    after = at
    while after < min(len(lines), at + _MOST_LINES) and lines[after].strip():
        name, words = _heading(lines[after])
        if name in _NAMES:
            said.setdefault(_NAMES[name], words)
        after += 1
    if len(said) < len(set(_NAMES.values())):
        return None, at
    sender = said["from"].partition("<")[0].strip(" \"'") or said["from"].strip("<>")
    return Origin(spelled_day(said["date"]), sender, title=said["subject"]), after


def _heading(line: str) -> tuple[str, str]:
    """Return the name and the words of a heading, which some programs set between asterisks."""
    name, _, words = line[:_LONGEST_LINE].replace("*", "").partition(":")
    return name.strip().lower(), words.strip()
