"""The exchange with the centre, in words."""
