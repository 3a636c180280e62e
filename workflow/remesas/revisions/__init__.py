"""Revisions: what newer vintages changed in the series, and what that changes in the brief."""
