"""The commands. Each module adds its own with `add_to(app)`."""
