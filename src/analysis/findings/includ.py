"""Includ-EU, the countries it works in, and the evaluation of pilots."""
