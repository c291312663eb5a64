"""A document's words: as folded sentences, as the vocabulary of reports, and where each pattern can begin."""
