"""Preview, printer and saved files."""
