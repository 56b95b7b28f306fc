"""Each folder lays out one document. They use the engine and do not know each other."""
