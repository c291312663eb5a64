"""Languages as data: one folder per language, read lazily; and text without traps.

A language is a set of TOML tables (``lexicon``, ``grammar``, ``corpus``, ``countries``, ``reports``) in the folder
named by its ISO 639-1 code. No Python knows a word of it; ``docs/languages.md`` says how to add one.
"""

from geostrike.lang.folding import fold
from geostrike.lang.language import Language, available, load
from geostrike.lang.segmenting import sentences
from geostrike.lang.unwrapping import unwrapped

__all__ = ["Language", "available", "fold", "load", "sentences", "unwrapped"]
