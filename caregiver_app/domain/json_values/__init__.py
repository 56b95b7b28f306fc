"""Domain values as plain JSON values and back, in one way for the document, the history and the event log."""
