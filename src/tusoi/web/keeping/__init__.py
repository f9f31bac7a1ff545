"""What keeps the machine running: the web server, the worker, and the keeper's commands."""
