"""Emergency sheets that the family chose to leave outside the lock."""
