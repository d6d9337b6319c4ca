"""Money at the desk: what is asked, what was taken, and the drawer of a shift."""
