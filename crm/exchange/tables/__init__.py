"""A table out of any file that a person may call one: CSV in the encodings of East Asia and Europe, and XLSX.

`read_table` never lets a traceback out: what is no table is `Refused` with a Problem that names file, row and remedy.
"""

from crm.exchange.tables.files import Reading, read_table, reading
from crm.exchange.tables.sheet import Sheet
from crm.exchange.tables.writing import guarded, unguarded, write_csv
from crm.values.days import Cell

__all__ = ["Cell", "Reading", "Sheet", "guarded", "read_table", "reading", "unguarded", "write_csv"]
