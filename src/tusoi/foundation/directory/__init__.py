"""Units as a tree, people, memberships, collectives and their seats."""
