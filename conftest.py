"""What holds for every test: a property may take its time, because a loaded machine is no fault."""

from hypothesis import settings

settings.register_profile("tusoi", deadline=None)
settings.load_profile("tusoi")
