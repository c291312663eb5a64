"""Runs commands in this process, as a user would type them."""

import pytest
from click.testing import CliRunner

from geostrike.cli import cli


@pytest.fixture
def run():
    """`run("map", "seeds/")` answers with exit_code, stdout and stderr."""

    def call(*arguments, stdin=None):
        return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin, catch_exceptions=False)

    return call


@pytest.fixture
def story(tmp_path):
    """A folder with one article that reports one strike."""
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "one.txt").write_text(
        "U.S. forces conducted two airstrikes on 26 September 2017, about 10 km south of Sirte, Libya, "
        "killing 5 fighters.",
        encoding="utf-8",
    )
    return folder
