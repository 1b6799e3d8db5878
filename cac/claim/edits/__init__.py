"""CMS quarterly edit tables: import into one local store, look up, check a claim.

`importer.import_files` brings files in, `store.open_store` opens the store, `check.check_claim` checks a claim
against it, `lookups` answers for one code. Nothing here is imported until it is asked for.
"""
