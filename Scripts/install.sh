#!/usr/bin/env bash
# Puts what was built under a prefix; the binary finds its launcher, runtimes and policies relative to itself.
#
#   Scripts/install.sh PREFIX
set -euo pipefail
cd "$(dirname "$0")/.."

prefix=${1:?usage: Scripts/install.sh PREFIX}
share=$prefix/share/postern

install -d "$prefix/bin" "$share"
install -m 755 .build/release/postern "$prefix/bin/postern"
install -m 755 .build/release/postern-launcher "$prefix/bin/postern-launcher"
for folder in policies Runtimes; do
    rm -rf "${share:?}/$folder"
    cp -R "$folder" "$share/$folder"
done
install -m 644 NOTICE README.md SECURITY.md "$share/"
install -D -m 644 Scripts/apparmor/postern-launcher "$share/apparmor/postern-launcher"
chmod -R a+rX "$share"
printf 'installed: %s/bin/postern\n' "$prefix"
