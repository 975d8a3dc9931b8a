"""How it looks: one style, text that fits, measured layout, and a file per shape. Numbers and texts in, figure out."""
