"""What is due: read from the other rooms, never written here."""
