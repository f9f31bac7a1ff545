"""Parts of tools/make_binh_thuy_2013.py: the year after, on the same units and people. Everything is invented."""
