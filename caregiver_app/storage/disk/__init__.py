"""Files as the system has them: where they lie, who else has them open, how they are replaced whole."""
