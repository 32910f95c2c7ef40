import AWSWire
import Dispatch
import LambdaCore
import StateStore

/// Takes a deployment package or the content of a layer: checks it, unpacks it, keeps the archive.
struct CodeUpload: Sendable {
    let packages: CodePackageStore
    let code: CodeStore

    /// How a package comes: what is uploaded in a request has a bound of its own.
    enum Way: Sendable {
        case uploaded
        case stored
    }

    /// Away from event loops and from Swift's own threads: a large package takes seconds.
    ///
    /// - Parameter archive: gives the bytes; may read them from a disk.
    func accept(
        _ way: Way,
        _ archive: @escaping @Sendable () throws(ServiceFault) -> [UInt8]
    ) async throws(ServiceFault) -> FunctionCode {
        let result: Result<FunctionCode, ServiceFault> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: Result { () throws(ServiceFault) in try store(archive(), way) })
            }
        }
        return try result.get()
    }

    private func store(_ archive: [UInt8], _ way: Way) throws(ServiceFault) -> FunctionCode {
        do {
            let package = try code.unpack(archive, isUploaded: way == .uploaded)
            return try packages.store(archive, unzippedBytes: package.unzippedBytes)
        } catch let error as CodePackageError {
            throw Self.fault(error)
        } catch {
            throw .internalFailure
        }
    }

    private static func fault(_ error: CodePackageError) -> ServiceFault {
        guard let message = error.message else { return .internalFailure }
        guard case .zippedTooLarge = error else { return Lambda.Fault.invalidParameterValue(message) }
        return ServiceFault(code: "RequestEntityTooLargeException", message: message, status: 413)
    }
}

extension LambdaDependencies {
    var upload: CodeUpload { CodeUpload(packages: packages, code: code) }
}

extension FunctionCode {
    /// `CodeSha256`: the hash in base64.
    var base64: String { hash.base64 }
}

extension ContentHash {
    /// The same 32 bytes in base64.
    var base64: String {
        let digits = Array(hexadecimal.utf8)
        let bytes = stride(from: 0, to: digits.count, by: 2).map { index in
            Self.value(digits[index]) << 4 | Self.value(digits[index + 1])
        }
        return bytes.base64Text
    }

    private static func value(_ digit: UInt8) -> UInt8 {
        digit <= UInt8(ascii: "9") ? digit - UInt8(ascii: "0") : digit - UInt8(ascii: "a") + 10
    }
}
