"""What runs when: the notebooks and the book as pytask tasks."""
