"""What `integration-report check` does: every problem of a wave's raw folder, and what was read of it, before anything runs."""
