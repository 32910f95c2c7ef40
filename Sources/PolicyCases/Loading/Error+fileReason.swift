import Foundation

extension Error {
    /// Why a file could not be read, in a few words.
    package var fileReason: String {
        switch (self as? CocoaError)?.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: "no such file"
        case .fileReadNoPermission: "no permission"
        default: localizedDescription
        }
    }
}
