"""Lists that leave the book as CSV and XLSX: typed, streamed, whole or not at all, and nothing in them runs."""

from crm.exchange.leaving.listing import (
    Exporting,
    Leaving,
    LeavingProgress,
    Left,
    export_list,
    leaving_name,
)

__all__ = ["Exporting", "Leaving", "LeavingProgress", "Left", "export_list", "leaving_name"]
