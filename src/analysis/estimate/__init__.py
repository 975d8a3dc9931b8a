"""Shares, ratings, bounds and differences: arrays in, numbers out, no files."""
