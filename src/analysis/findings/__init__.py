"""What is true of the results of a wave: a file per chapter. No words, no drawing."""
