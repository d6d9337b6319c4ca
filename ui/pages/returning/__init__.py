"""Handing over results."""
