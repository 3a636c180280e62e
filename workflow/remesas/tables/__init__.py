"""The roles of the tables, filled from annual series."""
