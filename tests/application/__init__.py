"""The use cases on real encrypted stores."""
