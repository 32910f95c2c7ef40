import Foundation

extension AuditEvent {
    /// An event from the line that ``encodedLine()`` made, with or without its line feed.
    package init(line: [UInt8]) throws(AuditLineError) {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(line))
        } catch {
            throw AuditLineError(reason: "\(error)")
        }
    }
}

/// Why a line is not an event.
package struct AuditLineError: Error, Equatable {
    package let reason: String
}

extension AuditEvent: Decodable {
    private enum CodingKeys: String, CodingKey {
        case eventTime, eventID, requestID, eventSource, eventName, awsRegion, sourceIPAddress, userAgent, userIdentity
        case resources, readOnly, errorCode, errorMessage, additionalEventData
        case recipientAccountID = "recipientAccountId"
    }

    private struct AdditionalData: Decodable {
        let authorizationId: String?
        let outcome: Outcome
        let enforcement: Enforcement
        let latencyMicroseconds: Int64
        let authorizations: [AuditAuthorization]
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let additional = try fields.decode(AdditionalData.self, forKey: .additionalEventData)
        self.init(
            eventTime: try fields.decode(Timestamp.self, forKey: .eventTime),
            eventID: try fields.decode(String.self, forKey: .eventID),
            requestID: try fields.decode(String.self, forKey: .requestID),
            authorizationID: additional.authorizationId,
            eventSource: try fields.decode(String.self, forKey: .eventSource),
            eventName: try fields.decode(String.self, forKey: .eventName),
            awsRegion: try fields.decode(String.self, forKey: .awsRegion),
            sourceIPAddress: try fields.decode(String.self, forKey: .sourceIPAddress),
            userAgent: try fields.decodeIfPresent(String.self, forKey: .userAgent),
            userIdentity: try fields.decode(AuditIdentity.self, forKey: .userIdentity),
            resources: try fields.decode([AuditResource].self, forKey: .resources),
            readOnly: try fields.decode(Bool.self, forKey: .readOnly),
            recipientAccountID: try fields.decode(String.self, forKey: .recipientAccountID),
            errorCode: try fields.decodeIfPresent(String.self, forKey: .errorCode),
            errorMessage: try fields.decodeIfPresent(String.self, forKey: .errorMessage),
            outcome: additional.outcome,
            enforcement: additional.enforcement,
            authorizations: additional.authorizations,
            latencyMicroseconds: additional.latencyMicroseconds
        )
    }
}

extension AuditEvent.Outcome: Decodable {}
extension AuditEvent.Enforcement: Decodable {}

extension AuditIdentity.Session: Decodable {
    private enum CodingKeys: String, CodingKey {
        case sessionIssuer, attributes, sourceIdentity
    }

    private struct Attributes: Decodable {
        let creationDate: Timestamp
        let mfaAuthenticated: String
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let attributes = try fields.decode(Attributes.self, forKey: .attributes)
        self.init(
            creationDate: attributes.creationDate,
            mfaAuthenticated: attributes.mfaAuthenticated == "true",
            sourceIdentity: try fields.decodeIfPresent(String.self, forKey: .sourceIdentity),
            issuer: try fields.decodeIfPresent(AuditIdentity.Issuer.self, forKey: .sessionIssuer)
        )
    }
}
