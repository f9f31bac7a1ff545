"""Step 4: what must be answered. Comments triaged, suggested from above, carried over; answers; overseers; the register."""
