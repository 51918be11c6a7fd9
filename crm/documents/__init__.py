"""Documents that are handed out: bytes of a PDF out of query results. The look is `design/documents/DOCUMENTS.md`."""
