"""Holds a household's medicines and prints the sheet an emergency needs. See README.md, "How it is built"."""

__version__ = "0.1.0"
