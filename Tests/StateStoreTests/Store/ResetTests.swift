import StateStore
import Testing

@Suite("A reset")
struct ResetTests {
    @Test("leaves the account and its root key, and nothing else")
    func keepsRoot() throws {
        let folder = TemporaryDirectory()
        let directory = StateDirectory(path: folder.path)
        let store = try StateStore.open(directory, auditSchedule: AuditTrailTests.idle)
        let account = Account(accountID: "123456789012", createdAt: Samples.time, name: "main")
        let rootKey = AccessKey(
            scope: Samples.scope,
            id: "AKIAROOT",
            owner: .root,
            secret: "root secret",
            sealedWith: store.sealingKey,
            createdAt: Samples.time
        )
        let root: [StateChange] = [.identity(.account(.put(account))), .identity(.accessKey(.put(rootKey)))]
        var expected = StateSnapshot()
        for change in root { expected.apply(change) }
        try store.persist(root)
        try store.persist([Samples.put(Samples.user()), .functions(.function(.put(Samples.function())))])
        try store.audit.append(Samples.event(1))
        try store.audit.flush()
        try store.audit.append(Samples.event(2))

        #expect(try store.reset(keepingRootOf: "123456789012") == expected)
        #expect(try store.auditReader.events(AuditQuery()).isEmpty)
        try store.audit.append(Samples.event(3))
        try store.close()

        let reopened = try StateStore.open(directory)
        #expect(try reopened.loadSnapshot() == expected)
        #expect(try reopened.auditReader.events(AuditQuery()) == [Samples.event(3)])
        let key = try #require(try reopened.loadSnapshot().identity.accessKeys[rootKey.key])
        #expect(try key.secret(openedWith: reopened.sealingKey) == "root secret")
    }
}
