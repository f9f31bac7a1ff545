"""Unlinkable answers: one-time codes, sealed slips, a shuffled opening by several people, thresholds.

Keyed by an opaque `scope`; knows nothing of rounds. What is promised and what is not: docs/decisions/0003.
"""
