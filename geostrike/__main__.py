"""`python -m geostrike`: the command line."""

from geostrike.cli import main

main()
