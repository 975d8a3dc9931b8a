"""The partnership of authorities that was proposed."""
