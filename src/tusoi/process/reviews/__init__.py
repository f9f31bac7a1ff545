"""Steps 6 and 7: the meeting (order, attendance, minutes, conclusions) and the announcement."""
