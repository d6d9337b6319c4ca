"""The formats the central database has had, each made from the one before."""
