#!/usr/bin/env bash
# The last step of `make run`: says where the aws CLI is, then becomes the server.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v aws >/dev/null && [ -x .venv/bin/aws ]; then
    printf 'The aws CLI is not on your PATH; set-up put one into .venv. In the other terminal, first:\n\n'
    printf '  export PATH="%s/.venv/bin:$PATH"\n\n' "$PWD"
fi
exec ./postern serve
