"""Scanners and printers, framed and parsed without a screen."""
