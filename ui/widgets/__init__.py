"""The one set of widgets."""
