"""Sign-in, roles on units, permissions."""
