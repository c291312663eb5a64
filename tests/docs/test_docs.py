"""The examples of README and docs run, and every command is documented."""

import re
import shlex

import click
import pytest
from click.testing import CliRunner

from geostrike.cli import cli


def commands(group=cli, prefix=()):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*prefix, name))
        else:
            yield (*prefix, name), command


def readme(root):
    return (root / "README.md").read_text(encoding="utf-8")


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("path", "command"), [pytest.param(*found, id=" ".join(found[0])) for found in commands()])
def test_every_command_is_in_the_readme_and_has_help(root, path, command):
    assert f"geostrike {' '.join(path)}" in readme(root)
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))


PAGES = ("README.md", "docs/in_public.md")


@pytest.mark.parametrize("page", [*PAGES, "docs/maps.md", "docs/opening_a_map.md"])
def test_the_python_examples_run(root, monkeypatch, tmp_path, page):
    for folder in ("seeds", "data"):
        (tmp_path / folder).symlink_to(root / folder)
    monkeypatch.chdir(tmp_path)
    names = {}
    found = blocks((root / page).read_text(encoding="utf-8"), "python")
    assert found
    for block in found:
        exec(compile(block, page, "exec"), names)  # noqa: S102 - our own page


@pytest.mark.parametrize("page", PAGES)
def test_the_command_line_examples_run(root, monkeypatch, tmp_path, page):
    (tmp_path / "seeds").symlink_to(root / "seeds")
    monkeypatch.chdir(tmp_path)
    lines = "".join(blocks((root / page).read_text(encoding="utf-8"), "sh")).splitlines()
    calls = [line for line in lines if line.startswith("geostrike ")]
    assert calls
    for call in calls:
        result = CliRunner().invoke(cli, shlex.split(call, comments=True)[1:], catch_exceptions=False)
        assert result.exit_code == 0, f"{call}\n{result.output}"


def test_links_to_files_lead_somewhere(root):
    pages = [*root.glob("*.md"), *(root / "docs").glob("*.md"), root / "data" / "README.md"]
    for page in pages:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_index_lists_every_page_of_the_docs(root):
    index = (root / "docs" / "README.md").read_text(encoding="utf-8")
    for page in (root / "docs").glob("*.md"):
        assert page.name == "README.md" or f"({page.name})" in index
