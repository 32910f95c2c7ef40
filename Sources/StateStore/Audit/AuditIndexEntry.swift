import Foundation

/// The parts of an event by which it is found, read from its line without decoding the rest.
struct AuditIndexEntry: Equatable {
    private(set) var eventTime = Timestamp(microseconds: 0)
    private(set) var requestID = ""
    private(set) var authorizationID: String?
    private(set) var accessKeyID: String?
    private(set) var outcome = ""
    /// Everything the caller can be called: unique id, ARN, user name, and for a session the ARN of the role it came from.
    private(set) var principals: [String] = []
    /// Every decided action and the operation itself, with and without its service, in lower case.
    private(set) var actions: [String] = []

    /// Nil when the line is not an event. Every authorization has its action first, as it is written.
    init?(line: UnsafeBufferPointer<UInt8>) {
        guard var fields = JSONObjectScanner(line) else { return nil }
        var eventTime: Timestamp?
        var source = ""
        var name = ""
        while let (field, value) = fields.next() {
            switch String(decoding: field, as: UTF8.self) {
            case "eventTime": eventTime = Timestamp(iso8601: value.unquoted)
            case "requestID": requestID = value.jsonString
            case "eventSource": source = value.jsonString
            case "eventName": name = value.jsonString
            case "userIdentity": readIdentity(value)
            case "additionalEventData": readAdditionalData(value)
            default: break
            }
        }
        guard let eventTime, !requestID.isEmpty, !outcome.isEmpty else { return nil }
        self.eventTime = eventTime
        actions += Self.operationNames(source: source, name: name)
    }

    /// `lambda:invoke` and `invoke` for `Invoke` of `lambda.amazonaws.com`.
    private static func operationNames(source: String, name: String) -> [String] {
        let service = source.prefix { $0 != "." }
        return ["\(service):\(name)".lowercased(), name.lowercased()]
    }

    private mutating func readIdentity(_ object: UnsafeBufferPointer<UInt8>) {
        guard var fields = JSONObjectScanner(object) else { return }
        while let (field, value) = fields.next() {
            switch String(decoding: field, as: UTF8.self) {
            case "arn", "principalId", "userName": principals.append(value.jsonString)
            case "accessKeyId": accessKeyID = value.jsonString
            case "sessionContext": readSession(value)
            default: break
            }
        }
    }

    private mutating func readSession(_ object: UnsafeBufferPointer<UInt8>) {
        guard var fields = JSONObjectScanner(object) else { return }
        while let (field, value) = fields.next() {
            if field.elementsEqual("sessionIssuer".utf8) { readIssuer(value) }
        }
    }

    private mutating func readIssuer(_ object: UnsafeBufferPointer<UInt8>) {
        guard var fields = JSONObjectScanner(object) else { return }
        while let (field, value) = fields.next() {
            if field.elementsEqual("arn".utf8) { principals.append(value.jsonString) }
        }
    }

    private mutating func readAdditionalData(_ object: UnsafeBufferPointer<UInt8>) {
        guard var fields = JSONObjectScanner(object) else { return }
        while let (field, value) = fields.next() {
            switch String(decoding: field, as: UTF8.self) {
            case "authorizationId": authorizationID = value.jsonString
            case "outcome": outcome = value.jsonString
            case "authorizations": readActions(value)
            default: break
            }
        }
    }

    private mutating func readActions(_ authorizations: UnsafeBufferPointer<UInt8>) {
        JSONObjectScanner.forEachObject(in: authorizations) { authorization in
            guard var fields = JSONObjectScanner(authorization), let (field, value) = fields.next() else { return }
            if field.elementsEqual("action".utf8) { actions.append(value.jsonString.lowercased()) }
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The text of a JSON string with its quotation marks; empty when it is none.
    fileprivate var jsonString: String {
        guard contains(UInt8(ascii: "\\")) else { return String(decoding: unquoted, as: UTF8.self) }
        return (try? JSONDecoder().decode(String.self, from: Data(self))) ?? ""
    }
}
