"""What a person is told: queued in the act's transaction, shown in the program, mailed after commit by the worker."""
