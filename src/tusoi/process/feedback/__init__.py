"""Step 3: slips to organisations, people, the retired; tickets; turnout; opening into comments."""
