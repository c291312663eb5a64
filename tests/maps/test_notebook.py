"""The map in a notebook: the accessor, text for terminals, the frame with its picture."""

import subprocess
import sys

import pytest

import geostrike.accessor  # noqa: F401 - registers `frame.geostrike`
from geostrike.errors import InputError


def test_any_frame_can_be_explored(events, ground):
    made = events.geostrike.explore(gazetteer=ground, height="400px")
    assert [layer.layer_name for layer in made._children.values()][:2] == ["18–19 Jan 2017", "22 Sep 2017"]
    assert "min-height:400px" in made._repr_html_()


def test_a_column_makes_the_layers(events, ground):
    made = events.geostrike.explore("evidence", gazetteer=ground)
    assert [layer.layer_name for layer in made._children.values()] == [
        "Strong",
        "Thin",
        "Assumed",
        "Not stated",
        "Campaigns",
    ]
    with pytest.raises(InputError, match="column 'nonsense' is not in the frame"):
        events.geostrike.explore("nonsense", gazetteer=ground)


def test_many_values_share_a_layer(events, ground):
    many = events.loc[events.index.repeat(4)].assign(kind="strike", what=[f"v{n}" for n in range(20)])
    many.index = [f"e{n}" for n in range(20)]
    layers = [layer.layer_name for layer in many.geostrike.explore("what", gazetteer=ground)._children.values()]
    assert len(layers) == 8
    assert layers[-1] == "Other"


def test_jupyter_gets_a_line_of_text_too(events, ground):
    bundle = events.geostrike.explore(gazetteer=ground)._repr_mimebundle_()
    assert bundle["text/plain"].startswith("StrikeMap: Reported air strikes, 2017 (Libya · 18 Jan")
    assert bundle["text/html"].startswith("<div")


@pytest.mark.parametrize("height", ["1px;background:url(x)", "100", "", "red"])
def test_a_height_that_is_none_is_refused(events, ground, height):
    with pytest.raises(InputError, match="needs a number with px"):
        events.geostrike.explore(gazetteer=ground, height=height)


def test_the_accessor_alone_does_not_import_folium():
    code = "import sys, geostrike.accessor; sys.exit('folium' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
