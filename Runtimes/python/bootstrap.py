"""Entry point of the Python runtime: /var/runtime/bootstrap.py inside a sandbox."""

from postern_runtime.main import main

if __name__ == "__main__":
    main()
