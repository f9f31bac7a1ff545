"""The archive of a campaign: find and download what was issued, write and issue what can be written now."""
