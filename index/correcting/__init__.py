"""What editors set for good: read, applied, undone, and what answers see because of it."""
