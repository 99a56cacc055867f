"""Who knows what: an append-only log of events, folded into coverage."""
