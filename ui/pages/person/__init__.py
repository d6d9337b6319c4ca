"""Everything one person has here."""
