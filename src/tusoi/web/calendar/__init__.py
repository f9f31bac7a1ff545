"""The calendar of a campaign, what clashes in it, and the feed for one's own calendar program."""
