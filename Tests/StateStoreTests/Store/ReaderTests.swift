import Foundation
import StateStore
import Testing

@Suite("A reader in another process")
struct ReaderTests {
    @Test("sees what a running server has written, folded or not, without disturbing it")
    func besideAServer() async throws {
        let folder = TemporaryDirectory()
        let path = folder.path
        let store = try StateStore.open(StateDirectory(path: path), auditSchedule: AuditTrailTests.idle)
        try store.persist([.identity(.role(.put(Samples.role())))])
        try store.keep([PolicyText("kept")])
        try store.audit.append(Samples.event(1))
        try store.audit.flush()
        try store.audit.append(Samples.event(2))
        await #expect(processExitsWith: .success) { [path = path as String] in
            let reader = try StateReader.open(StateDirectory(path: path))
            let role = try reader.loadSnapshot().identity.roles[Samples.role().key]
            let events = try reader.audit.events(AuditQuery())
            #expect(role == Samples.role())
            #expect(events == [Samples.event(2), Samples.event(1)])
            #expect(try reader.policyText(PolicyText("kept").hash) == PolicyText("kept"))
            #expect(try reader.policyText(Samples.allowAll.hash) == Samples.allowAll)
            #expect(try reader.policyText(PolicyText("never").hash) == nil)
        }
        try store.persist([Samples.put(Samples.user())])
        #expect(try store.loadSnapshot().identity.users.count == 1)
    }

    @Test("opens the secrets that the server sealed")
    func secrets() throws {
        let folder = TemporaryDirectory()
        let store = try StateStore.open(StateDirectory(path: folder.path))
        let key = AccessKey(
            scope: Samples.scope,
            id: "AKIA1",
            owner: .root,
            secret: "secret",
            sealedWith: store.sealingKey,
            createdAt: Samples.time
        )
        try store.persist([.identity(.accessKey(.put(key)))])
        let reader = try StateReader.open(store.directory)
        let read = try #require(try reader.loadSnapshot().identity.accessKeys[key.key])
        #expect(try read.secret(openedWith: reader.sealingKey) == "secret")
    }

    @Test("finds the texts of policies after nobody holds them any longer")
    func oldPolicies() throws {
        let folder = TemporaryDirectory()
        let store = try StateStore.open(StateDirectory(path: folder.path))
        var role = Samples.role()
        try store.persist([.identity(.role(.put(role)))])
        role.trust = PinnedPolicy(PolicyText("{}"))
        try store.persist([.identity(.role(.put(role)))])
        try store.persist([.identity(.role(.remove(role.key)))])
        #expect(try store.policyText(Samples.allowAll.hash) == Samples.allowAll)
        #expect(try store.policyText(PolicyText("{}").hash) == PolicyText("{}"))
    }
}
