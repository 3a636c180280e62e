"""From the files of ``raw/`` to checked observations."""
