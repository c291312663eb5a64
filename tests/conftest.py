"""What all tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"

# Generated examples are the same in every run of CI; a slow machine is not a fault.
settings.register_profile("geostrike", deadline=None, max_examples=50, derandomize="CI" in os.environ)
settings.load_profile("geostrike")


def pytest_runtest_setup(item):
    if item.get_closest_marker("shared") and not SHARED.is_dir():
        pytest.skip("needs the development data in ../shared/data")


@pytest.fixture(scope="session")
def root():
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def seeds(root):
    """The folder with the five articles."""
    return root / "seeds"


@pytest.fixture(scope="session")
def shared():
    """The development data; only for tests marked `shared`."""
    return SHARED
