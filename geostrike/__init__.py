"""geostrike: where reported air strikes may have happened, and how sure one can be."""

__version__ = "0.1.0"
