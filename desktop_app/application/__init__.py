"""The use cases: the only door into the office."""
