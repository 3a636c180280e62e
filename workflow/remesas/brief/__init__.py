"""The brief: its words, sentences, tables, charts and pages."""
