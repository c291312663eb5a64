"""Expressions of time: their patterns, what they state, and the days that they come to."""
