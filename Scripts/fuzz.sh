#!/usr/bin/env bash
# `make fuzz`: coverage-guided fuzzing of the policy parser and matcher, of signatures and of the wire's codecs (libFuzzer, from
# the Swift toolchain), and the engine against the reference evaluator of the tests on millions of random policies and requests.
#
#   FUZZ_SECONDS=60 FUZZ_SEED=1 Scripts/fuzz.sh [PolicyFuzzer|PatternFuzzer|SignatureFuzzer|WireFuzzer|ReferenceFuzzer]
#
# What is found is written to .build/fuzz; a finding worth keeping becomes a case of a test and, small, a file of the corpus.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${FUZZ_SECONDS:-60}
flags=(
    -O -wmo -parse-as-library -swift-version 6 -module-name Fuzzing -sanitize=fuzzer
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility
)
mapfile -t engine < <(find Sources/IAMPolicy -name '*.swift' | sort)
mapfile -t wire < <(find Sources/AWSWire -name '*.swift' | sort)
mapfile -t signatures < <(find Sources/SigV4 -name '*.swift' | sort)

fuzz() {
    local name=$1 found=.build/fuzz/$1 dictionary=() sources=("${engine[@]}")
    [ "$name" != SignatureFuzzer ] || sources=("${signatures[@]}" -I Sources/COpenSSL -lcrypto)
    [ "$name" != WireFuzzer ] || sources=("${wire[@]}" -package-name postern)
    [ ! -f "Fuzzing/$name.dict" ] || dictionary=("-dict=Fuzzing/$name.dict")
    mkdir -p "$found/corpus"
    printf 'fuzz: building %s\n' "$name"
    swiftc "${flags[@]}" "${sources[@]}" "Fuzzing/$name.swift" -o "$found/$name"
    printf 'fuzz: %s for %s s\n' "$name" "$seconds"
    "$found/$name" -max_total_time="$seconds" -timeout=10 -max_len=4096 "${dictionary[@]}" \
        -artifact_prefix="$found/" "$found/corpus" "Fuzzing/Corpus/$name" >"$found/log" 2>&1 || {
        tail -n 40 "$found/log"
        printf 'fuzz: %s found a fault; the input lies in %s\n' "$name" "$found"
        exit 1
    }
    grep '^Done' "$found/log"
}

# The reference evaluator imports the engine as the tests do, so the engine becomes a module first.
compare() {
    local found=.build/fuzz/ReferenceFuzzer seed=${FUZZ_SEED:-$(date +%s)} reference
    mkdir -p "$found"
    mapfile -t reference < <(find Tests/IAMPolicyTests/Reference -name '*.swift' ! -name '*Tests.swift' | sort)
    printf 'fuzz: building ReferenceFuzzer\n'
    swiftc -O -wmo -swift-version 6 -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility \
        -parse-as-library -emit-module -emit-library -static -module-name IAMPolicy "${engine[@]}" \
        -emit-module-path "$found/IAMPolicy.swiftmodule" -o "$found/libIAMPolicy.a"
    swiftc -O -wmo -swift-version 6 -parse-as-library -module-name ReferenceFuzzer -I "$found" -L "$found" -lIAMPolicy \
        "${reference[@]}" Fuzzing/ReferenceFuzzer.swift -o "$found/ReferenceFuzzer"
    printf 'fuzz: ReferenceFuzzer for %s s, seed %s\n' "$seconds" "$seed"
    "$found/ReferenceFuzzer" "$seconds" "$seed"
}

for name in ${1:-PolicyFuzzer PatternFuzzer SignatureFuzzer WireFuzzer ReferenceFuzzer}; do
    if [ "$name" = ReferenceFuzzer ]; then compare; else fuzz "$name"; fi
done
