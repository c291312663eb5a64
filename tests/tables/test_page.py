"""The page about columns is the one that the contracts make."""

import subprocess
import sys

from geostrike.tables.page import columns_page


def test_the_committed_page_is_current(root):
    assert (root / "docs" / "columns.md").read_text(encoding="utf-8") == columns_page(), "run `make docs`"


def test_the_module_prints_it():
    printed = subprocess.run([sys.executable, "-m", "geostrike.tables"], capture_output=True, check=True, text=True)
    assert printed.stdout == columns_page()
