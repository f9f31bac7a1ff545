"""What every room stands on: refusals, ids, the office's day, state changes, disclosure classes, Vietnamese text."""
