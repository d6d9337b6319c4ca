"""What an office decides about itself."""
