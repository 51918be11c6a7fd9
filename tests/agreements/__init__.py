"""Promises about agreements."""
