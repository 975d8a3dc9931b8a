"""Case studies and practices as a table to search."""
