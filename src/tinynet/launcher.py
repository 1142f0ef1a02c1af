#!python
"""What `tinynet` on the PATH runs (see pyproject.toml on why it is ours)."""

import os
import sys

# An empty or relative entry means the current folder, where a sqlite3.py may be anybody's.
for entry in os.environ.get("PYTHONPATH", "/").split(os.pathsep):
    if not os.path.isabs(entry) and os.path.abspath(entry) in sys.path:
        sys.path.remove(os.path.abspath(entry))

try:
    from tinynet.__main__ import main

    main(sys.argv[1:])
except KeyboardInterrupt:
    os._exit(130)
