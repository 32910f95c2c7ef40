/// Why an uploaded archive is refused.
package enum CodePackageError: Error, Sendable, Equatable {
    /// Not a ZIP, damaged, encrypted, or with an entry that would leave the package.
    case notAnArchive(detail: String)
    /// No regular file inside.
    case empty
    case zippedTooLarge(limitBytes: Int)
    case unzippedTooLarge(limitBytes: Int)
    case tooManyEntries(limit: Int)
    /// The state directory refused: a fault of the host, not of the caller.
    case storageFailed(step: String, errorNumber: Int32)

    /// AWS's sentence, for `InvalidParameterValueException`; nil when the caller is not to blame.
    package var message: String? {
        switch self {
        case .notAnArchive: "Could not unzip uploaded file. Please check your file, then try to upload again."
        case .empty: "Uploaded file must be a non-empty zip"
        case .zippedTooLarge(let limit): "Zipped size must be smaller than \(limit) bytes"
        case .unzippedTooLarge(let limit): "Unzipped size must be smaller than \(limit) bytes"
        case .tooManyEntries(let limit): "Uploaded file must have at most \(limit) entries"
        case .storageFailed: nil
        }
    }
}
