"""Newer data: reading, accepting and publishing them as snapshots."""
