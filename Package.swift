// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for every Swift target; `ARCHITECTURE.md` gives the reasons.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "postern",
    products: [
        .library(name: "IAMPolicy", targets: ["IAMPolicy"]),
        .library(name: "SigV4", targets: ["SigV4"]),
        .executable(name: "postern", targets: ["postern"]),
        .executable(name: "postern-launcher", targets: ["postern-launcher"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Leaves: meaning, no HTTP.
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .target(name: "IAMPolicy", swiftSettings: house),
        .target(name: "SigV4", dependencies: ["COpenSSL"], swiftSettings: house),
        .target(name: "IdentityProofs", dependencies: ["COpenSSL"], swiftSettings: house),
        .target(name: "AWSWire", swiftSettings: house),
        .target(
            name: "StateStore",
            dependencies: ["COpenSSL", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: house
        ),
        .target(name: "CSandbox"),
        .target(name: "Sandbox", dependencies: ["CSandbox"], swiftSettings: house),
        .target(
            name: "LambdaCore",
            dependencies: ["Sandbox", "StateStore", "CArchive", .product(name: "Logging", package: "swift-log")],
            swiftSettings: house
        ),
        .target(name: "PolicyCases", dependencies: ["IAMPolicy", "Yams"], swiftSettings: house),

        // The trunk.
        .target(
            name: "PosternServer",
            dependencies: [
                "IAMPolicy", "SigV4", "IdentityProofs", "AWSWire", "StateStore", "Sandbox", "LambdaCore", "CArchive",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: house
        ),

        // The doors.
        .executableTarget(
            name: "postern",
            dependencies: [
                "PosternServer", "PolicyCases", "StateStore", "IAMPolicy",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: house
        ),
        .executableTarget(name: "postern-launcher", dependencies: ["CSandbox"]),

        .testTarget(
            name: "IdentityProofsTests",
            dependencies: ["IdentityProofs"],
            exclude: ["make_tokens.py", "tokens.json"],
            swiftSettings: house
        ),
        .testTarget(name: "IAMPolicyTests", dependencies: ["IAMPolicy"], swiftSettings: house),
        .testTarget(
            name: "SigV4Tests",
            dependencies: ["SigV4", "COpenSSL"],
            exclude: ["Botocore/sign_requests.py"],
            swiftSettings: house
        ),
        .testTarget(
            name: "AWSWireTests",
            dependencies: ["AWSWire"],
            exclude: ["Conformance"],
            swiftSettings: house
        ),
        .testTarget(
            name: "StateStoreTests",
            dependencies: ["StateStore", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: house
        ),
        .testTarget(name: "SandboxTests", dependencies: ["Sandbox", "CSandbox"], swiftSettings: house),
        .testTarget(
            name: "LambdaCoreTests",
            dependencies: ["LambdaCore", "Sandbox", "StateStore"],
            swiftSettings: house
        ),
        .testTarget(name: "PolicyCasesTests", dependencies: ["PolicyCases", "IAMPolicy"], swiftSettings: house),
        .testTarget(
            name: "PosternServerTests",
            dependencies: [
                "PosternServer", "AWSWire", "SigV4", "IAMPolicy", "StateStore", "LambdaCore",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: house
        ),
    ]
)
