"""What every stage shares: errors, units, formulas, rounding, vintages, statuses, frames and their files and rows."""
