"""Languages, numbers and labels."""
