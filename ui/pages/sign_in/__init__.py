"""Signing in and the lock."""
