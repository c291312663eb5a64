"""What a passage states of a strike: people and things counted, who was harmed, who struck, and with what."""
