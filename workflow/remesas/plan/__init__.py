"""What the Snakefile itself asks before anything runs."""
