"""ROUTES and its module for the governance of integration in a region."""
