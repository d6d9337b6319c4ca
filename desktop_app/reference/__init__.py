"""Reference data from outside, turned into the plain data that the domain reads."""
