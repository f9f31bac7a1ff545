"""Counters over the tree: writers insert deltas, the worker folds them, a read is the row plus what is pending."""
