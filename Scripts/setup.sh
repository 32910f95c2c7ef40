#!/usr/bin/env bash
# Makes this machine ready to build, run and test Postern; says what it does; does nothing the second time.
#
#   Scripts/setup.sh build   what `swift build` needs: Debian packages
#   Scripts/setup.sh run     and boto3 for Python functions, and the aws CLI in .venv
#   Scripts/setup.sh test    the same; here a download that fails is an error
#
# As root, or where sudo asks for no password, it installs missing Debian packages; otherwise it names them and stops.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:-run}
runtime_packages=Runtimes/python-packages

say() { printf 'setup: %s\n' "$*"; }
stop() {
    printf 'setup: %s\n' "$*" >&2
    exit 1
}

require_swift() {
    command -v swift >/dev/null ||
        stop "Swift is not installed or not on PATH. Postern is built with Swift 6.2 or newer: https://www.swift.org/install/linux/"
    local version
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    [ "$(printf '6.2\n%s\n' "$version" | sort -V | head -n 1)" = 6.2 ] ||
        stop "Swift $version is too old. Postern is built with Swift 6.2 or newer: https://www.swift.org/install/linux/"
}

python_is_usable() {
    command -v python3 >/dev/null && python3 -c 'import ensurepip, venv' 2>/dev/null
}

missing_packages() {
    local wanted=(libssl-dev libsqlite3-dev libarchive-dev pkg-config make zip) package
    [ "$purpose" = build ] || python_is_usable || wanted+=(python3 python3-venv)
    for package in "${wanted[@]}"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s ' "$package"
    done
}

install_packages() {
    command -v dpkg-query >/dev/null || {
        say "this is not a Debian system: OpenSSL, SQLite and libarchive must be installed with their headers"
        return
    }
    local missing runner=()
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || stop "these packages are missing. Install them with: sudo apt-get install -y $missing"
        runner=(sudo)
    fi
    say "installing Debian packages: $missing"
    "${runner[@]}" apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive "${runner[@]}" apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
        stop "apt-get could not install: $missing"
}

# A folder is up to date when its stamp holds the interpreter's version and the pinned packages.
wanted_stamp() { { python3 --version; cat "$1"; } | sha256sum; }
is_current() { [ -f "$1/.stamp" ] && [ "$(cat "$1/.stamp")" = "$(wanted_stamp "$2")" ]; }

could_not_download() {
    [ "$purpose" != test ] || stop "PyPI could not be reached or has not what $1 pins; the tests need it"
    say "PyPI could not be reached or has not what $1 pins; going on without $2"
}

make_clients() {
    local requirements=Scripts/requirements-tests.txt
    ! is_current .venv "$requirements" || return 0
    say "making .venv with the aws CLI, boto3 and the test clients (once, about half a minute)"
    rm -rf .venv
    python3 -m venv .venv
    if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$requirements"; then
        could_not_download "$requirements" "the aws CLI in .venv"
        return 0
    fi
    # The generator of managed policies reads this wheel; it is never installed, so it meets no dependency.
    .venv/bin/python -m pip download --quiet --disable-pip-version-check --no-deps --dest .venv/wheels moto==1.3.16 ||
        say "moto 1.3.16 could not be downloaded; the test of the retired policies will be skipped"
    wanted_stamp "$requirements" >.venv/.stamp
}

make_runtime_packages() {
    local requirements=Scripts/requirements-runtime.txt
    ! is_current "$runtime_packages" "$requirements" || return 0
    say "fetching boto3 for Python functions into $runtime_packages (once)"
    rm -rf "$runtime_packages"
    mkdir -p "$runtime_packages"
    if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --only-binary :all: --no-compile --target "$runtime_packages" -r "$requirements"; then
        could_not_download "$requirements" "boto3 in the Python runtime"
        return 0
    fi
    rm -rf "$runtime_packages/bin"
    compile_for_every_python
    chmod -R a+rX "$runtime_packages"
    wanted_stamp "$requirements" >"$runtime_packages/.stamp"
}

# Functions find the folder read-only, so each interpreter's byte code is made now rather than at every cold start.
compile_for_every_python() {
    local interpreter
    for interpreter in $(compgen -c python3 | grep -E '^python3(\.[0-9]+)?$' | sort -u) \
        "$HOME"/.pyenv/versions/*/bin/python3; do
        "$interpreter" -m compileall -q -j 0 "$runtime_packages" Runtimes/python >/dev/null 2>&1 || true
    done
}

require_swift
install_packages
[ "$purpose" != build ] || exit 0
if python_is_usable; then
    make_clients
    make_runtime_packages
else
    [ "$purpose" != test ] || stop "Python 3 with venv is not installed; the end-to-end tests need it"
    say "Python 3 with venv is not installed: functions with a python runtime will be refused"
fi
command -v node >/dev/null || say "Node.js is not installed: functions with a nodejs runtime will be refused"
