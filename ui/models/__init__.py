"""Lists and tables of the window."""
