"""Figures for heads of centres, and the register."""
