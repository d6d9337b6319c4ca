"""Invented people and dossiers: an office to practise in, and stores of any size to measure with."""
