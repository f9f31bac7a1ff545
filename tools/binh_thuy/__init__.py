"""Parts of tools/make_binh_thuy.py: who, what, when. Everything is invented; see package.toml's assumptions."""
