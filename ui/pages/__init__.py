"""One folder a page: what is drawn, and what decides."""
