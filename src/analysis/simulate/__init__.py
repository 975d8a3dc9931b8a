"""A made-up wave that shows the way from an export to the book. Nothing imports it; what it writes is marked simulated."""
