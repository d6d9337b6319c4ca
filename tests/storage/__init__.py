"""The station's store: what it keeps, what it refuses, what it survives."""
