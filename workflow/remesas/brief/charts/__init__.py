"""The charts of the brief."""
