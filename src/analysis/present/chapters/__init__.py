"""The generated parts of each chapter: a function per chapter that gives its blocks by name."""
