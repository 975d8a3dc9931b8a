"""The summary in two pages."""
