"""For those who write courses: checks, previews, drafts."""
