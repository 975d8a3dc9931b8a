"""The one error of this room: a message for a person."""


class BookError(Exception):
    """Something in the book has to be put right; the message says where, what and what to do."""
