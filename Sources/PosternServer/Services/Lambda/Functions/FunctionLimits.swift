/// Lambda's quotas on a function.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>
enum FunctionLimits {
    static let nameLength = 64
    static let memoryMB = 128...10_240
    static let environmentBytes = 4096
    static let resourcePolicyBytes = 20_480
    static let layers = 5
    /// Code and layers together.
    static let unzippedBytes = 262_144_000
    static let zippedBytes = 52_428_800
    static let tags = 50
    /// All packages and layers of an account in a region.
    static let totalCodeBytes = 80_530_636_800
    static let concurrentExecutions = 1000
}
