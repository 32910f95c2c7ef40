"""Entry point of the Python runtime: /var/runtime/bootstrap.py inside a sandbox."""

import sys

from postern_runtime.main import main

if __name__ == "__main__":
    if "--await-assignment" in sys.argv:
        from postern_runtime.assignment import await_assignment

        await_assignment()
    main()
