"""Real stations, a real PostgreSQL and a line between them, all of which are broken while people work."""
