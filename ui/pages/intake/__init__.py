"""Receiving dossiers."""
