"""Trace a number of the brief back to lines of ``raw/``."""
