"""Acts that need two slices at once: commands that no slice could own alone."""
