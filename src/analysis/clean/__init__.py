"""Cleaning: one small function per variable, and the log of what it changed."""
