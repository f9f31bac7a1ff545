"""Step 5: collective and individual reports; versions; submission, return, acceptance."""
