"""The full screen for who writes courses."""
