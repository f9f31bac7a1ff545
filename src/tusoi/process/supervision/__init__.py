"""Step 8: commitments, supervisors, evidence, reminders, verification."""
