/// Bounds of an uploaded archive.
///
/// Source: "Lambda quotas", AWS Lambda Developer Guide; the number of entries is a bound of Postern's own.
package struct CodePackageLimits: Sendable {
    package var zippedBytes = 50 << 20
    /// Of the function's code; what an archive claims of itself is not believed.
    package var unzippedBytes = 250 << 20
    /// Files, directories and links.
    package var entries = 200_000

    package init() {}
}
