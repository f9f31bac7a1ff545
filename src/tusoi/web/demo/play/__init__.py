"""Plays a package: every row becomes an act of its day, done by the same actions that the pages use."""
