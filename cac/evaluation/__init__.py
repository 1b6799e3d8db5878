"""Scores of the coder against labelled cases: reader, scoring, tables, comparison, corpus manifests."""
