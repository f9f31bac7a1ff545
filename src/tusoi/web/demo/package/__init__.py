"""A campaign package: a folder of CSV and TOML files that a person edits in a spreadsheet. See docs/package-format.md."""
