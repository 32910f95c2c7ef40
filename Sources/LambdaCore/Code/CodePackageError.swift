/// Why an uploaded archive is refused. All but ``storageFailed`` answer 400 `InvalidParameterValueException`.
package enum CodePackageError: Error, Sendable, Equatable {
    /// Not a ZIP, damaged, encrypted, or with an entry that would leave the package.
    case notAnArchive(detail: String)
    /// No regular file inside.
    case empty
    case zippedTooLarge(bytes: Int, limitBytes: Int)
    case unzippedTooLarge(limitBytes: Int)
    /// The state directory refused; a fault of the host, not of the caller.
    case storageFailed(reason: String)
}
