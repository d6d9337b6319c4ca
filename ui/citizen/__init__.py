"""What the citizen sees: a second screen that is turned to who stands at the counter."""
