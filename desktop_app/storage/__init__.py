"""The station's own encrypted store."""
