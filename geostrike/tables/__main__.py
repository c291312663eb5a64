"""`python -m geostrike.tables`: print the page about columns."""

import sys

from geostrike.tables.page import columns_page

if __name__ == "__main__":
    sys.stdout.write(columns_page())
