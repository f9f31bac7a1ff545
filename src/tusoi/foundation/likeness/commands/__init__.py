"""The command about near-copies."""
