"""One dossier."""
