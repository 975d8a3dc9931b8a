"""What the study printed against what can be recomputed: tables, errata."""
