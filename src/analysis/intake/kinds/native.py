"""The project's own workbook, or the same tables as CSV: headers are item ids."""

from analysis.intake.kinds.kind import Kind

KIND = Kind(name="native", title="the project's own tables", strict=True)
