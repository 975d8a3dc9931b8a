"""What a wave holds on each country."""
