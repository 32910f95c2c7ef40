// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A package of its own, so that what only measurements need costs the product nothing.
let package = Package(
    name: "postern-benchmarks",
    dependencies: [
        .package(name: "postern", path: ".."),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        .target(name: "CAllocationCounter"),
        .target(name: "BenchmarkSupport", swiftSettings: house),
        .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .executableTarget(
            name: "DecisionBench",
            dependencies: [
                .product(name: "IAMPolicy", package: "postern"), "BenchmarkSupport", "CAllocationCounter",
            ],
            swiftSettings: house
        ),
        .executableTarget(
            name: "SignatureBench",
            dependencies: [
                .product(name: "SigV4", package: "postern"), "BenchmarkSupport", "CAllocationCounter", "CLibCrypto",
            ],
            swiftSettings: house
        ),
        .executableTarget(
            name: "HelloServer",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: house
        ),
    ]
)
