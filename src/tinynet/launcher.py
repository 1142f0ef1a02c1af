#!python
"""What `tinynet` on the PATH runs (see pyproject.toml on why it is ours)."""

import os
import sys

try:
    from tinynet.__main__ import main

    main(sys.argv[1:])
except KeyboardInterrupt:
    os._exit(130)
