"""Selects: what to read, in which order. They never touch a session."""
