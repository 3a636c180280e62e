"""The pages and the PDF."""
