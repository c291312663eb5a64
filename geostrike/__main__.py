"""The command `geostrike`, also as `python -m geostrike`."""

import sys


def main() -> None:
    """Run the command line of this process; Ctrl-C ends it quietly, also while it is still loading."""
    try:
        # Loaded here, as that takes the second in which one sees that one called it wrongly.
        from geostrike.cli import cli  # noqa: PLC0415

        cli()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
