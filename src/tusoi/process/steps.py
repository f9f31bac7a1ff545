"""The one ordered list of the steps of the process."""
