"""Every figure the project claims, beside its anchor."""
