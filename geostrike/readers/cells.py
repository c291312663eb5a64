"""Tables as people save them: parted by commas, or by semicolons or tabs, as spreadsheets do in much of the world."""

from __future__ import annotations

import csv


def separator(header: str) -> str:
    r"""Return what parts the cells of a line; the comma where there is but one cell.

    >>> separator("file;publisher;published"), separator("file,publisher"), separator("text")
    (';', ',', ',')
    """
    return max(",;\t", key=header.count)


def table(text: str) -> csv.DictReader[str]:
    r"""Return the rows of a table under its headings, whose case and blanks do not matter.

    >>> list(table("File;Publisher\na.txt;CNN\n"))
    [{'file': 'a.txt', 'publisher': 'CNN'}]
    """
    lines = text.splitlines(keepends=True)
    rows = csv.DictReader(lines, restkey="", strict=True, delimiter=separator(lines[0] if lines else ""))
    rows.fieldnames = [heading.strip().lower() for heading in rows.fieldnames or ()]
    return rows
