"""Step 1: the plan. Who is reviewed, when, by which procedure; guidance issued; opening."""
