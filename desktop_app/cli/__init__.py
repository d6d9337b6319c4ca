"""The command line: the same use cases as the window, for administrators, scripts and tests."""
