"""The program's own settings with one address more: see burst_urls.py."""

from tusoi.settings import *  # noqa: F403

ROOT_URLCONF = "tools.burst_urls"
