"""The audit of claims that somebody coded: `read` the claims, `compare` each with its report, `tables` of the results."""
