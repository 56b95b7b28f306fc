"""The encrypted database: opening it, its tables, and bringing older ones up to date."""
