"""The append-only record of every change of state: ids and hashes, never text, never who wrote a slip."""
