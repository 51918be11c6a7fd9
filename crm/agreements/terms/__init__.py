"""The dates of agreements, as TERMS.md rules them: ends, renewals, notices, status, obligations, payments, protection.

Pure: values in, values out; no database, no clock, no language. An answer carries its arithmetic as data, so that a
screen can show how it came about; what is refused is `Refused` with a code whose sentence stands in the catalogue.
"""
