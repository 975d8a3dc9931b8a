"""How it is said: words from the catalogues, Markdown, and the exhibit: a finding, its words and its shape."""
