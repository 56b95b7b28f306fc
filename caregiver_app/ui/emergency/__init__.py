"""Everything an emergency asks for, on the screen."""
