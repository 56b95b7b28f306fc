"""What forms and lists of records share."""
