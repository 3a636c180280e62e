"""The tables of the brief, for page, PDF and files."""
