"""The office: everything of the one-stop counter that needs no screen."""
