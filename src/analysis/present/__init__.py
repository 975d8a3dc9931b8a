"""One plot style, charts, tables and generated sentences."""
