"""What holds for every test: a property may take its time, because a loaded machine is no fault."""

import os

from hypothesis import settings

os.environ.setdefault("TUSOI_QUIET_HOURS", "")  # tests send letters at whatever hour they run
settings.register_profile("tusoi", deadline=None)
settings.load_profile("tusoi")
