"""Going through drafts: each beside its source, kept, changed or dropped."""
