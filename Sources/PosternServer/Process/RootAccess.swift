import Foundation
import StateStore

/// How an account's root user reaches the server: what `postern env` prints.
package struct RootAccess: Sendable {
    package let notice: ServerNotice
    package let accessKeyID: String
    package let secretAccessKey: String

    /// Reads the state beside a running server, or after it.
    ///
    /// - Throws: ``ServerError/state(_:)`` when there is no state or it cannot be read, ``ServerError/refused(_:)`` when
    ///   the account has no root access key.
    /// - Parameters:
    ///   - path: the state directory.
    ///   - account: twelve digits; nil for the account that the server was started with.
    package static func read(
        fromStateAt path: String,
        account: String? = nil
    ) throws(ServerError) -> RootAccess {
        let directory = StateDirectory(path: path)
        do {
            let reader = try StateReader.open(directory)
            guard let notice = ServerNotice.read(from: directory) else {
                throw StateStoreError.noState(path: directory.path)
            }
            let identity = try reader.loadSnapshot().identity
            guard let key = identity.rootKey(of: account ?? notice.account) else {
                throw ServerError.refused(identity.lackOfRootKey(account ?? notice.account))
            }
            let secret = try key.secret(openedWith: reader.sealingKey)
            return RootAccess(notice: notice, accessKeyID: key.id, secretAccessKey: secret)
        } catch let error as StateStoreError {
            throw .state(error)
        } catch let error as ServerError {
            throw error
        } catch {
            throw .installation("the root access key cannot be read: \(error)")
        }
    }

    /// The variables that AWS's tools read, in the order they are printed.
    private var variables: [(name: String, value: String)] {
        [
            ("AWS_ENDPOINT_URL", notice.endpoint),
            ("AWS_ACCESS_KEY_ID", accessKeyID),
            ("AWS_SECRET_ACCESS_KEY", secretAccessKey),
            ("AWS_DEFAULT_REGION", notice.region),
            ("AWS_REGION", notice.region),
        ]
    }

    /// One `export` a line, and an `unset` for the token that a shell may still have of other credentials.
    package var shellCommands: String {
        (["unset AWS_SESSION_TOKEN AWS_PROFILE"] + variables.map { "export \($0.name)='\($0.value)'" })
            .joined(separator: "\n")
    }

    /// The same as one JSON object.
    package var json: String {
        let fields = Dictionary(variables.map { ($0.name, $0.value) }) { first, _ in first }
        guard let data = try? JSONEncoder.sorted.encode(fields) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }
}

extension IdentityState {
    /// The oldest key of an account's root user that works.
    fileprivate func rootKey(of accountID: String) -> AccessKey? {
        accessKeys.all(in: .global(accountID))
            .filter { $0.owner == .root && $0.status == .active }
            .min { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    }

    fileprivate func lackOfRootKey(_ accountID: String) -> String {
        knows(account: accountID)
            ? "the root user of the account '\(accountID)' has no access key"
            : "there is no account '\(accountID)'; 'postern account list' shows those there are"
    }
}

extension JSONEncoder {
    fileprivate static var sorted: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
