"""What a document reports of air strikes: when, how many, by whom, with what, and at what cost."""

from geostrike.reports.reading import read

__all__ = ["read"]
