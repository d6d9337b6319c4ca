"""One reception and one exchange, cut off at every single point at which something changes."""
