"""Normalising, tokens, stems: the ground floor that every part reads text with."""
