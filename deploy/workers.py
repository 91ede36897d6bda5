"""Granian as systemd starts it, with the options of its command line; its workers are new processes, not forks.

With `--metrics` granian has threads before it makes its workers: of some thirty that are forked then, one never wakes,
and whoever is led to it waits in vain.
"""

import multiprocessing

from granian.cli import entrypoint

if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    entrypoint()
