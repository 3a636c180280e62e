"""From observations to calendar years in harmonised units."""
