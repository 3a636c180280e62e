"""The texts of the project and their translations: extraction, catalogs, and what is wrong with these."""
