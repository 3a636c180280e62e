"""Remesas: from raw statistical series to a brief that can defend each of its figures.

The package holds pure functions on tidy data frames; it never imports Snakemake. The way through it follows the
stages of the workflow: ``snapshots`` and ``checks`` (ingest), ``annual`` and ``vintages`` (harmonise), ``formulas``
and ``tables``, ``indicators``, ``compare`` and ``evidence``, ``brief`` and ``charts``.
"""
