"""What a document reports of air strikes: when, how many, by whom, with what, and at what cost."""

from geostrike.reports.reading import may_report, read

__all__ = ["may_report", "read"]
