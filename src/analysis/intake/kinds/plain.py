"""Any table with one header row, whatever made it."""

from analysis.intake.kinds.kind import Kind

CSV = Kind(name="csv", title="a plain table")
XLSX = Kind(name="xlsx", title="a plain table")
