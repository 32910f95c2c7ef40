import AWSWire
import Foundation
import StateStore

/// The XML that describes a SAML identity provider. Kept as given; only its validity is read from it.
struct SAMLMetadata: Sendable {
    /// Providers of one account: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
    static let providers = 100

    let text: String
    /// The document's `validUntil`; nil where it names none.
    let validUntil: Moment?

    /// - Throws: `InvalidInput` for a text that is no description of an entity.
    init(_ text: String) throws(ServiceFault) {
        let start = text.firstRange(of: "EntityDescriptor")
        guard text.drop(while: \.isWhitespace).first == "<", let start, text.contains("IDPSSODescriptor") else {
            throw IAM.Fault.invalidInput("Could not parse metadata")
        }
        self.text = text
        validUntil = Self.attribute("validUntil", in: text[start.upperBound...].prefix { $0 != ">" })
            .flatMap { try? Date($0, strategy: .iso8601) }
            .map(Moment.init)
    }

    private static func attribute(_ name: String, in tag: Substring) -> String? {
        guard let found = tag.firstRange(of: "\(name)=") else { return nil }
        let rest = tag[found.upperBound...]
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        return String(rest.dropFirst().prefix { $0 != quote })
    }

    /// Encrypted assertions need private keys, which are not kept here.
    static func requireNoEncryption(
        _ mode: IAM.AssertionEncryptionModeType?,
        _ privateKey: String?
    ) throws(ServiceFault) {
        guard mode != .required, privateKey == nil else {
            throw IAM.Fault.invalidInput("Encrypted SAML assertions are not supported.")
        }
    }
}
