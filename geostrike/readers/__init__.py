"""Documents from disk or standard input: the only room that reads what users bring."""

from geostrike.readers.collecting import Reading, SkippedDocument, read_all, read_documents
from geostrike.readers.faults import Fault

__all__ = ["Fault", "Reading", "SkippedDocument", "read_all", "read_documents"]
