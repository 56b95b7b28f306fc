"""Who can open a household's file: its keys, and the file beside it that holds them."""
