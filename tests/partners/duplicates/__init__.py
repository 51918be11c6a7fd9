"""What looks alike: labelled pairs, blocking, and what is found while typing."""
