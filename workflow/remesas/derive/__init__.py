"""Shares, ranks, growth, ratios, and amounts related to GDP, population and prices."""
