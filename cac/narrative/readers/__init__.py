"""Readers of procedure families; see :mod:`cac.narrative.reader` for the contract."""
