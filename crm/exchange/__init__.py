"""Bytes in and out: tables read from CSV and XLSX, their columns guessed, their rows handed to the import act."""
