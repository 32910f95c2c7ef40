import Foundation
import SigV4

/// `context.json` of a case: with what a request is signed.
struct SigningContext: Decodable, Sendable {
    struct Credentials: Decodable, Sendable {
        let accessKeyID: String
        let secretAccessKey: String
        let token: String?

        enum CodingKeys: String, CodingKey {
            case accessKeyID = "access_key_id"
            case secretAccessKey = "secret_access_key"
            case token
        }
    }

    let credentials: Credentials
    let expirySeconds: Int
    let normalizesPath: Bool
    let region: String
    let service: String
    let signsBody: Bool
    let omitsSessionToken: Bool?
    private let timestamp: String

    enum CodingKeys: String, CodingKey {
        case credentials, region, service, timestamp
        case expirySeconds = "expiration_in_seconds"
        case normalizesPath = "normalize"
        case signsBody = "sign_body"
        case omitsSessionToken = "omit_session_token"
    }

    var now: SigningTime {
        get throws {
            let date = try Date(timestamp, strategy: .iso8601)
            return SigningTime(secondsSince1970: Int64(date.timeIntervalSince1970))
        }
    }

    var pathForm: CanonicalPathForm { normalizesPath ? .normalizedAndEncodedTwice : .encodedOnce }

    var policy: VerificationPolicy {
        VerificationPolicy(
            service: service,
            region: region,
            pathForm: pathForm,
            presigned: PresignedRules(securityTokenIsSigned: !(omitsSessionToken ?? false))
        )
    }

    var credential: SigningCredential {
        SigningCredential(
            accessKeyID: credentials.accessKeyID,
            secret: SecretAccessKey(credentials.secretAccessKey),
            session: credentials.token.map { _ in .init(expiresAt: SigningTime(secondsSince1970: .max)) }
        )
    }
}
