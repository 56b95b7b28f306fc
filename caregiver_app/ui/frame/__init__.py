"""The window around the pages, and what watches over an open household."""
