"""Bugs that others have shipped, put into the program one at a time: the simulator has to find every one."""
