import StateStore
import Testing

@testable import PosternServer

struct SessionTokenTests {
    private let key = SealingKey(key: [UInt8](repeating: 7, count: 32), randomness: .system)

    private var grant: SessionGrant {
        SessionGrant(
            accountID: "123456789012",
            accessKeyID: "ASIAIOSFODNN7EXAMPLE",
            secretAccessKey: "secret",
            issuer: .role(id: "AROAEXAMPLE", sessionName: "s"),
            issuedAt: Moment(seconds: 1000),
            expiresAt: Moment(seconds: 2000),
            tags: [Tag(key: "team", value: "red")]
        )
    }

    @Test("a token opens to the grant it was made of")
    func roundTrip() throws {
        let sealer = SessionTokenSealer(key: key)
        let opened = try #require(sealer.grant(from: try sealer.token(for: grant)))
        #expect(opened.accessKeyID == grant.accessKeyID)
        #expect(opened.issuer == grant.issuer)
        #expect(opened.tags == grant.tags)
        #expect(opened.expiresAt == grant.expiresAt)
    }

    @Test("a token of another server, a changed one and nonsense open to nothing")
    func forgeries() throws {
        let sealer = SessionTokenSealer(key: key)
        let token = try sealer.token(for: grant)
        let other = SessionTokenSealer(key: SealingKey(key: [UInt8](repeating: 8, count: 32), randomness: .system))
        #expect(other.grant(from: token) == nil)
        for index in stride(from: 0, to: token.count - 4, by: 7) {
            var changed = Array(token)
            changed[index] = changed[index] == "A" ? "B" : "A"
            #expect(sealer.grant(from: String(changed)) == nil)
        }
        #expect(sealer.grant(from: "") == nil)
        #expect(sealer.grant(from: String(repeating: "A", count: 100_000)) == nil)
    }

    @Test("a grant prints no secret")
    func secrecy() {
        #expect(!"\(grant)".contains("secret"))
    }
}
