"""Layout, components, htmx parts, form rendering; no tables."""
