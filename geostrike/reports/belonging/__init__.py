"""Which dates and places of a sentence are the strike's own, and which are the teller's."""
