"""A household between its values and its rows."""
