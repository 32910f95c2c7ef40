import StateStore
import Testing

@testable import PosternServer

@Suite("A new account")
struct NewAccountTests {
    private static let now = Timestamp(seconds: 1_790_000_000)
    private static let key = SealingKey(key: [UInt8](repeating: 7, count: 32), randomness: .system)

    private static func make(
        id: String? = nil,
        email: String? = nil,
        in identity: IdentityState = IdentityState(),
        _ randomness: RandomSource = .system
    ) throws(NewAccount.Refusal) -> NewAccount {
        try NewAccount(id: id, name: "dev", email: email, in: identity, sealedWith: key, at: now, randomness)
    }

    private static func identity(_ id: String, email: String? = nil) -> IdentityState {
        var identity = IdentityState()
        identity.apply(.account(.put(Account(accountID: id, createdAt: now, name: "old", email: email))))
        return identity
    }

    @Test("has twelve digits and a root key whose secret can be opened again")
    func complete() throws {
        let new = try Self.make()
        #expect(new.account.accountID.wholeMatch(of: /[0-9]{12}/) != nil)
        #expect(new.rootKey.owner == .root && new.rootKey.scope == .global(new.account.accountID))
        #expect(try new.rootKey.secret(openedWith: Self.key) == new.secretAccessKey)
    }

    @Test("is not made twice under one id or one address, however the address is written")
    func uniqueness() throws {
        let identity = Self.identity("111111111111", email: "dev@example.com")
        #expect(throws: NewAccount.Refusal.self) { try Self.make(id: "111111111111", in: identity) }
        #expect(throws: NewAccount.Refusal.self) { try Self.make(email: "DEV@example.com", in: identity) }
        #expect(throws: NewAccount.Refusal.self) {
            try Self.make(email: "root@222222222222.test", in: Self.identity("222222222222"))
        }
        #expect(try Self.make(id: "222222222222", email: "ops@example.com", in: identity).account.name == "dev")
    }

    @Test("draws another id when the first is taken")
    func drawing() throws {
        // Bytes that count up from zero: the first twelve give 012345678901.
        let counter = Counter()
        let randomness = RandomSource { count in (0..<count).map { _ in counter.next() } }
        let new = try Self.make(in: Self.identity("012345678901"), randomness)
        #expect(new.account.accountID == "234567890123")
    }
}

/// Counts up from zero; each test has its own.
private final class Counter: @unchecked Sendable {
    // Only one thread asks in these tests.
    private var value: UInt8 = 0

    func next() -> UInt8 {
        defer { value &+= 1 }
        return value
    }
}
