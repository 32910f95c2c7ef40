import StateStore
import Testing

@testable import PosternServer

struct AuthorizationMessageTests {
    private let sealer = AuthorizationMessageSealer(
        key: SealingKey(key: [UInt8](repeating: 7, count: 32), randomness: .system)
    )

    private var message: AuthorizationMessage {
        AuthorizationMessage(
            allowed: false,
            explicitDeny: true,
            matchedStatements: .init(items: []),
            context: .init(
                principal: .init(id: "AIDAEXAMPLE", arn: "arn:aws:iam::123456789012:user/someone"),
                action: "ec2:RunInstances",
                resource: "arn:aws:ec2:us-east-1:123456789012:instance/*",
                conditions: .init(items: [])
            )
        )
    }

    @Test("a sealed message opens to its JSON, in the letters of base64url")
    func roundTrip() throws {
        let encoded = try sealer.encoded(message)
        #expect(encoded.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
        let json = try #require(sealer.decoded(encoded))
        #expect(json.hasPrefix(#"{"allowed":false,"context":{"action":"ec2:RunInstances","#))
        #expect(json.hasSuffix(#""explicitDeny":true,"matchedStatements":{"items":[]}}"#))
    }

    @Test("a changed message, one of another server and a session token open to nothing")
    func forgeries() throws {
        let encoded = try sealer.encoded(message)
        for index in stride(from: 0, to: encoded.count - 4, by: 7) {
            var changed = Array(encoded)
            changed[index] = changed[index] == "A" ? "B" : "A"
            #expect(sealer.decoded(String(changed)) == nil)
        }
        let other = SealingKey(key: [UInt8](repeating: 8, count: 32), randomness: .system)
        #expect(AuthorizationMessageSealer(key: other).decoded(encoded) == nil)
    }
}
