"""The formats the station's store has had, each made from the one before."""
