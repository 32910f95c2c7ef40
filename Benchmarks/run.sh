#!/usr/bin/env bash
# `make bench`: builds Postern and the benchmark programs in release, then measures.
#
#   Benchmarks/run.sh [decision|sigv4|gateway|invoke|coldstart|startup|all]
set -euo pipefail
cd "$(dirname "$0")/.."

part=${1:-all}
case $part in
    all | gateway | invoke | coldstart | startup) make --no-print-directory build ;;
esac
case $part in
    all | decision | sigv4 | gateway) swift build --package-path Benchmarks --configuration release ;;
esac
exec .venv/bin/python Benchmarks/bench "$part"
