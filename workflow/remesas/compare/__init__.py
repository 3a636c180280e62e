"""Print against regenerated, and the printed tables by themselves."""
