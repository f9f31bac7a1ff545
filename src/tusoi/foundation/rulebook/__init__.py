"""Procedures as data files: checked, frozen into a campaign, each rule with its clause."""
