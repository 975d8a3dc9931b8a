"""Recommendations and what bears on them."""
