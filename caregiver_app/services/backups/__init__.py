"""Backups made by themselves, kept, thinned out, tried and put back."""
