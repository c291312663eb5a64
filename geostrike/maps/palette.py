"""Colours by date layer; the page's style sheet has the same, and a darker ground's, as custom properties."""

from __future__ import annotations

# Each at least 4:1 against land and 3.5:1 against sea (WCAG contrast); in an order that keeps
# neighbours apart also for colour-blind readers.
COLOURS = ("#0072B2", "#B35900", "#8A3A75", "#1B6E3C", "#A3262A", "#4A4E9E", "#6B5512", "#00707A")
CAMPAIGN_COLOUR = "#5B6068"
SEA, LAND, COAST, BORDER, INK, FAINT = "#D9E6EE", "#F7F4EC", "#9DB2BF", "#A79B8B", "#1C2733", "#56616C"
