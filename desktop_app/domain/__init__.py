"""The rules of the counter, in the standard library alone."""
