"""Tables as people save them: parted by commas, or by semicolons or tabs, as spreadsheets do in much of the world."""

from __future__ import annotations

import csv


def separator(header: str) -> str:
    r"""Return what parts the cells of a line; the comma where there is but one cell.

    >>> separator("file;publisher;published"), separator("file,publisher"), separator("text")
    (';', ',', ',')
    """
    return max(",;\t", key=header.count)


def heading(text: str) -> str:
    """Return the heading of a column as it is compared: case and outer blanks do not matter.

    >>> heading(" Event Date")
    'event date'
    """
    return text.strip().lower()


def table(text: str) -> csv.DictReader[str]:
    r"""Return the rows of a table under its headings, as they are compared.

    >>> list(table("File;Publisher\na.txt;CNN\n"))
    [{'file': 'a.txt', 'publisher': 'CNN'}]
    """
    lines = text.splitlines(keepends=True)
    rows = csv.DictReader(lines, restkey="", strict=True, delimiter=separator(lines[0] if lines else ""))
    rows.fieldnames = [heading(each) for each in rows.fieldnames or ()]
    return rows
