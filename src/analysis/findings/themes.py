"""The case studies by theme, sector and target group."""
