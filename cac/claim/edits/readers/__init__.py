"""Readers: one module per kind of table, from the rows of a file to rows of the store."""
