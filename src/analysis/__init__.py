"""The integration practices report: from raw survey waves to tables, figures and a book."""
