"""The local page: a server for one reader on this machine, closed to everyone else."""
