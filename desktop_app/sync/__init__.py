"""What travels between stations and the centre."""
