import Foundation
import PolicyCases

/// Texts of cases for tests.
enum CaseSamples {
    static let queue = "arn:aws:sqs:us-east-1:123456789012:q"

    /// A case of alice sending to the queue.
    ///
    /// - Parameters:
    ///   - policies: the JSON of the `policies` member.
    ///   - expect: the JSON of the `expect` member; nil: the case expects nothing.
    static func text(id: String = "sample", policies: String, expect: String? = nil) -> String {
        let request = """
            {"principal": {"arn": "arn:aws:iam::123456789012:user/alice"}, "action": "sqs:SendMessage", "resource": "\(queue)"}
            """
        let expectation = expect.map { ", \"expect\": \($0)" } ?? ""
        return "{\"id\": \"\(id)\", \"request\": \(request), \"policies\": \(policies)\(expectation)}"
    }

    /// An identity policy of one statement.
    static func identity(_ effect: String, sid: String? = nil, action: String = "sqs:*") -> String {
        let sid = sid.map { "\"Sid\": \"\($0)\", " } ?? ""
        let statement = "{\(sid)\"Effect\": \"\(effect)\", \"Action\": \"\(action)\", \"Resource\": \"*\"}"
        return "{\"identity\": [{\"Version\": \"2012-10-17\", \"Statement\": [\(statement)]}]}"
    }

    /// The cases in a text, as if it stood in a file of that name.
    static func load(_ text: String, file: String = "cases.json") -> [LoadedCase] {
        CaseText(file: file, bytes: Array(text.utf8)).cases()
    }

    /// The lines that `postern evaluate` would print for a text.
    static func lines(_ text: String, file: String = "cases.json") -> [String] {
        load(text, file: file).map { CaseResult(running: $0).json.text }
    }
}
