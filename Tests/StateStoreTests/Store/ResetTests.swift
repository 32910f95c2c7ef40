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
        let group = LogGroup(scope: Samples.regional, name: "/aws/lambda/hello", createdAt: Samples.time)
        let stream = LogStreamKey(scope: Samples.regional, group: group.name, stream: "a")
        try store.persist([
            Samples.put(Samples.user()), .identity(.role(.put(Samples.role()))),
            .functions(.function(.put(Samples.function()))), .logs(.group(.put(group))),
        ])
        _ = try store.logs.createStream(stream, at: Samples.time)
        let code = try store.codePackages.store([1, 2, 3])
        try store.invocations.enqueue(InvocationQueueTests.invocation(1))
        try store.audit.append(Samples.event(1))
        try store.audit.flush()
        try store.audit.append(Samples.event(2))

        #expect(try store.reset(keepingRootOf: "123456789012") == expected)
        #expect(try store.auditReader.events(AuditQuery()).isEmpty)
        #expect(try store.logs.stream(stream) == nil)
        #expect(try store.invocations.count() == 0)
        #expect(try store.codePackages.archive(code.hash) == nil)
        #expect(try store.policyText(Samples.allowAll.hash) == Samples.allowAll)
        try store.audit.append(Samples.event(3))
        try store.close()

        let reopened = try StateStore.open(directory)
        #expect(try reopened.loadSnapshot() == expected)
        #expect(try reopened.auditReader.events(AuditQuery()) == [Samples.event(3)])
        let key = try #require(try reopened.loadSnapshot().identity.accessKeys[rootKey.key])
        #expect(try key.secret(openedWith: reopened.sealingKey) == "root secret")
    }
}
