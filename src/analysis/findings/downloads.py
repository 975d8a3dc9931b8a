"""What can be taken along: all tables, all figures."""
