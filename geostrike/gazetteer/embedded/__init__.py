"""The gazetteer that comes with geostrike: one store, its sources and the script that builds it."""
