"""Papers in the prescribed format: one content model, layout by edition, numbers per type and term, a frozen archive."""
