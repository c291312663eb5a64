"""`python -m geostrike`: the command `geostrike`."""

from geostrike_command import main

if __name__ == "__main__":
    main()
