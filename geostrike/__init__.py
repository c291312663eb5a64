"""geostrike: where reported air strikes may have happened, and how sure one can be."""
