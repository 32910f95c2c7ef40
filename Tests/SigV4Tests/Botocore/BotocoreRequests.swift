import Foundation
import SigV4
import Testing

/// Requests that botocore signed a moment ago, in the project's virtual environment.
enum BotocoreRequests {
    private static let python = SigningSuite.packageRoot.appending(path: ".venv/bin/python")
    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "sign_requests.py")

    static var arePossible: Bool { FileManager.default.isExecutableFile(atPath: python.path) }

    /// Empty, with the reason printed, where there is no virtual environment.
    static let all: [BotocoreRequest] = {
        guard arePossible else {
            print("skipped: no botocore, as there is no \(python.path)")
            return []
        }
        do {
            return try run().split(separator: UInt8(ascii: "\n")).map {
                try JSONDecoder().decode(BotocoreRequest.self, from: Data($0))
            }
        } catch {
            Issue.record("botocore signed nothing: \(error)")
            return []
        }
    }()

    private static func run() throws -> Data {
        let process = Process()
        let output = Pipe()
        process.executableURL = python
        process.arguments = [script.path]
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return data
    }
}

/// A line of the script's output.
struct BotocoreRequest: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let service: String
    let method: String
    let target: String
    /// Pairs of name and value.
    let headers: [[String]]
    let body: Data

    var testDescription: String { name }

    var request: RawRequest {
        RawRequest(method: method, target: target, headers: headers.map { ($0[0], $0[1]) }, body: Array(body))
    }

    var policy: VerificationPolicy {
        service == "s3" ? Fixture.s3 : VerificationPolicy(service: service, region: "us-east-1")
    }

    /// When it was signed, as it says itself.
    func signedAt() throws -> SigningTime {
        let date = headers.first { $0[0] == "X-Amz-Date" }?[1] ?? parameter("X-Amz-Date") ?? ""
        let parsed = try Date(date, strategy: Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted))
        return SigningTime(secondsSince1970: Int64(parsed.timeIntervalSince1970))
    }

    func parameter(_ name: String) -> String? {
        target.split(separator: "?").last?.split(separator: "&").first { $0.hasPrefix("\(name)=") }
            .map { String($0.dropFirst(name.count + 1)) }
    }

    var token: String? { headers.first { $0[0] == "X-Amz-Security-Token" }?[1] ?? parameter("X-Amz-Security-Token") }

    var credential: SigningCredential {
        SigningCredential(
            accessKeyID: Fixture.credential.accessKeyID,
            secret: Fixture.credential.secret,
            session: token.map { _ in .init(expiresAt: SigningTime(secondsSince1970: .max)) }
        )
    }
}
