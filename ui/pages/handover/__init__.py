"""Dossiers change hands: a list leaves the counter, the other side scans what arrived."""
