"""Step 2: classes, who must attend, who did, coverage counted and declared."""
