"""How much to trust a claim: families the text describes, probability of each line, routing.

The rules own the claim. Nothing in this room adds a line or takes one off; it sets ``confidence``, adds entries to
``suggestions`` and may send an answer to review. Fitting uses scikit-learn, answering uses numpy alone.
"""
