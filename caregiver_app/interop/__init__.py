"""Files that come and go. A reader returns domain values or raises a ``KnownError``; nothing is half read."""
