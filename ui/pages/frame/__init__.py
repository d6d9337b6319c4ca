"""What surrounds the pages: rail, status bar, the way from page to page."""
