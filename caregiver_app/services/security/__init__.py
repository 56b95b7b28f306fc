"""Passphrases, keys and the recovery key."""
