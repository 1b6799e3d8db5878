"""The dated knowledge base: code facts, rules and tables, with one strict loader."""
