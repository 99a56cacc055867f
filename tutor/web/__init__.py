"""The full screen in a browser: a small server, and a process for every page that is open."""
