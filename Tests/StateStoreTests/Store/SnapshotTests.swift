import StateStore
import Testing

@Suite("The snapshot and the database")
struct SnapshotTests {
    @Test("hold the same after any sequence of changes", arguments: [UInt64.random(in: 0 ... .max), 1, 2, 3])
    func stayEqual(seed: UInt64) throws {
        print("seed \(seed)")
        let folder = TemporaryDirectory()
        let directory = StateDirectory(path: folder.path)
        var changes = RandomChanges(seed: seed)
        var applied = StateSnapshot()
        let store = try StateStore.open(directory)
        for batch in 0..<60 {
            let batch = (0...(batch % 5)).map { _ in changes.next() }
            try store.persist(batch)
            for change in batch {
                applied.apply(change)
            }
        }
        #expect(try store.loadSnapshot() == applied)
        try store.close()
        #expect(try StateStore.open(directory).loadSnapshot() == applied)
    }

    @Test("refuse a second user whose name differs only in case, and write nothing of the batch")
    func uniqueNames() throws {
        let folder = TemporaryDirectory()
        let store = try StateStore.open(StateDirectory(path: folder.path))
        try store.persist([Samples.put(Samples.user("AIDA1", name: "alice"))])
        let before = try store.loadSnapshot()
        let other = Samples.user("AIDA2", name: "ALICE")
        #expect {
            try store.persist([.identity(.role(.put(Samples.role()))), Samples.put(other)])
        } throws: { error in
            guard case .conflict = error as? StateStoreError else { return false }
            return true
        }
        #expect(try store.loadSnapshot() == before)
    }

    @Test("free a name when its bearer is renamed or removed")
    func namesAreFreed() throws {
        var table = EntityTable<User>()
        var alice = Samples.user("AIDA1", name: "Alice")
        table.apply(.put(alice))
        #expect(table.named("alice", in: Samples.scope) == alice)
        alice.name = "Bob"
        table.apply(.put(alice))
        #expect(table.named("alice", in: Samples.scope) == nil)
        #expect(table.named("bob", in: Samples.scope)?.id == "AIDA1")
        table.apply(.remove(alice.key))
        #expect(table.named("bob", in: Samples.scope) == nil)
        #expect(table == EntityTable<User>())
    }

    @Test("find the later of two bearers of a name, also when the earlier one goes")
    func twoBearers() {
        var table = EntityTable<User>()
        let first = Samples.user("AIDA1", name: "alice")
        let second = Samples.user("AIDA2", name: "Alice")
        table.apply(.put(first))
        table.apply(.put(second))
        #expect(table.named("alice", in: Samples.scope) == second)
        table.apply(.remove(first.key))
        #expect(table.named("alice", in: Samples.scope) == second)
    }

    @Test("keep every byte of a policy")
    func policyBytes() throws {
        let folder = TemporaryDirectory()
        let store = try StateStore.open(StateDirectory(path: folder.path))
        let text = "{\r\n\t\"Version\" : \"2012-10-17\",\u{FEFF} \"Sid\": \"\\u00e9 é e\u{301} 🙂\" }\n\n"
        var role = Samples.role()
        role.trust = PinnedPolicy(PolicyText(text))
        try store.persist([.identity(.role(.put(role)))])
        let loaded = try store.loadSnapshot().identity.roles[role.key]
        #expect(loaded.map { Array($0.trust.document.text.utf8) } == Array(text.utf8))
    }
}
