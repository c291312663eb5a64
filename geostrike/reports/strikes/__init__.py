"""The signs of a strike: words and deeds that tell of one, and whether it took place."""
