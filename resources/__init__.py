"""Read-only data of the program."""
