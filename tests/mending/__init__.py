"""Follow-through lived at random, and every figure of it against a plain recount of the rows."""
