"""One file per format of the central database."""
