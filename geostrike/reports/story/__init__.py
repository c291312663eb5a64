"""Strikes as a document tells them over many sentences: joined, dated, counted, and put into words."""
