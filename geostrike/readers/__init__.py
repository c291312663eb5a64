"""Documents from disk or standard input: the only room that reads what users bring."""

from geostrike.readers.collecting import Reading, SkippedDocument, read_all, read_documents
from geostrike.readers.faults import Fault
from geostrike.readers.verdicts import read_corrections, read_overrides

__all__ = [
    "Fault",
    "Reading",
    "SkippedDocument",
    "read_all",
    "read_corrections",
    "read_documents",
    "read_overrides",
]
