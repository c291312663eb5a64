"""What each sentence states of which strike, where it may tell of several."""
