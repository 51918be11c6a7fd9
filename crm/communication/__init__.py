"""Meetings and other interactions, their decisions and action items."""
