"""The 2012 extracts, rebuilt from the margins that the study printed. Nothing else imports this room."""
