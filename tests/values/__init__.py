"""Promises about the plain values."""
