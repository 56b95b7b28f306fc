"""Backups of a household's file, and putting one in its place."""
