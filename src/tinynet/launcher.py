#!python
"""What `tinynet` on the PATH runs (see pyproject.toml on why it is ours)."""

import gc
import os
import sys

gc.disable()  # a process this short leaves its rubbish to the system; saves 5% (app.py enables)
if not sys.flags.safe_path:
    del sys.path[0]  # the folder of programs, in which each module would be looked for first

# An empty or relative entry means the current folder, where a sqlite3.py may be anybody's.
for entry in os.environ.get("PYTHONPATH", "/").split(os.pathsep):
    if not os.path.isabs(entry) and os.path.abspath(entry) in sys.path:
        sys.path.remove(os.path.abspath(entry))

try:
    from tinynet import finder

    finder.install()
    from tinynet.__main__ import main

    main(sys.argv[1:])
except KeyboardInterrupt:
    os._exit(130)
