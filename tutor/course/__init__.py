"""What is taught: frozen data, and the files it is read from. Imports nothing else of tutor."""
