"""Every question, as it is asked."""
