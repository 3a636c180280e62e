"""What every stage shares: errors, units, formulas, rounding, vintages, frames."""
