extension AuditEvent {
    /// The event as one line of JSON, ended by a line feed. What CloudTrail has no name for stands in
    /// `additionalEventData`, the field it sets aside for that.
    package func encodedLine() -> [UInt8] {
        writeLine().withBytes { Array($0) }
    }

    func writeLine() -> JSONLineWriter {
        var writer = JSONLineWriter(reservingBytes: 2048)
        writer.object { writer in
            writer.field("eventVersion", "1.11")
            writer.field("eventTime", eventTime)
            writer.field("eventID", eventID)
            writer.field("requestID", requestID)
            writer.field("eventType", "AwsApiCall")
            writer.field("eventSource", eventSource)
            writer.field("eventName", eventName)
            writer.field("awsRegion", awsRegion)
            writer.field("sourceIPAddress", sourceIPAddress)
            writer.field("userAgent", userAgent)
            writer.object("userIdentity") { userIdentity.encode(to: &$0) }
            writer.field("errorCode", errorCode)
            writer.field("errorMessage", errorMessage)
            writer.array("resources", resources) { $1.encode(to: &$0) }
            writer.field("readOnly", readOnly)
            writer.field("recipientAccountId", recipientAccountID)
            writer.object("additionalEventData") { encodeAdditionalData(to: &$0) }
        }
        writer.endLine()
        return writer
    }

    private func encodeAdditionalData(to writer: inout JSONLineWriter) {
        writer.field("authorizationId", authorizationID)
        writer.field("outcome", outcome.rawValue)
        writer.field("enforcement", enforcement.rawValue)
        writer.field("latencyMicroseconds", latencyMicroseconds)
        writer.array("authorizations", authorizations) { $1.encode(to: &$0) }
    }
}

extension AuditResource {
    fileprivate func encode(to writer: inout JSONLineWriter) {
        writer.object { writer in
            writer.field("ARN", arn)
            writer.field("accountId", accountID)
            writer.field("type", type)
        }
    }
}

extension AuditIdentity {
    fileprivate func encode(to writer: inout JSONLineWriter) {
        writer.field("type", type)
        writer.field("principalId", principalID)
        writer.field("arn", arn)
        writer.field("accountId", accountID)
        writer.field("accessKeyId", accessKeyID)
        writer.field("userName", userName)
        writer.field("invokedBy", invokedBy)
        if let session {
            writer.object("sessionContext") { session.encode(to: &$0) }
        }
    }
}

extension AuditIdentity.Session {
    fileprivate func encode(to writer: inout JSONLineWriter) {
        if let issuer {
            writer.object("sessionIssuer") { writer in
                writer.field("type", issuer.type)
                writer.field("principalId", issuer.principalID)
                writer.field("arn", issuer.arn)
                writer.field("accountId", issuer.accountID)
                writer.field("userName", issuer.userName)
            }
        }
        writer.object("attributes") { writer in
            writer.field("creationDate", creationDate)
            writer.field("mfaAuthenticated", mfaAuthenticated ? "true" : "false")
        }
        writer.field("sourceIdentity", sourceIdentity)
    }
}
