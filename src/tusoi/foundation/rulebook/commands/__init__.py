"""The commands about procedure files."""
