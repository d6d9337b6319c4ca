"""The rules of the house itself: sizes, imports, locks, licences, set-up."""
