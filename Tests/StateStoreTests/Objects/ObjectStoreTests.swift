import StateStore
import Testing

@Suite("Objects of S3")
struct ObjectStoreTests {
    private static func bucket(_ versioning: Bucket.Versioning? = nil) -> Bucket {
        var bucket = Bucket(scope: Samples.regional, name: "bucket", createdAt: Samples.time)
        bucket.versioning = versioning
        return bucket
    }

    private static func open(_ path: String) throws -> StateStore {
        let store = try StateStore.open(StateDirectory(path: path))
        try store.persist([.buckets(.bucket(.put(bucket())))])
        return store
    }

    private static func object(_ key: String, _ version: String = "v", etag: String = "e") -> StoredObject {
        var attributes = ObjectAttributes()
        attributes.contents = [ObjectContent(name: "\(key)-\(version)", size: 1)]
        let summary = ObjectSummary(key: key, versionID: version, lastModified: Samples.time, size: 1, etag: etag)
        return StoredObject(summary: summary, attributes: attributes)
    }

    private static func marker(_ key: String, _ version: String) -> ObjectSummary {
        ObjectSummary(key: key, versionID: version, isDeleteMarker: true, lastModified: Samples.time)
    }

    @Test("take each other's place without versioning, and give up the content before")
    func replacing() throws {
        let folder = TemporaryDirectory()
        let objects = try Self.open(folder.path).objects
        _ = try objects.put(Self.object("k", "1"), in: Self.bucket())
        guard case .written(let stored, let released) = try objects.put(Self.object("k", "2"), in: Self.bucket()) else {
            Issue.record("the object was not written")
            return
        }
        #expect(stored.summary.versionID == "null")
        #expect(released.map(\.name) == ["k-1"])
        #expect(try objects.listVersions(ObjectQuery(), in: Self.bucket()).objects.count == 1)
    }

    @Test("stand behind each other with versioning, and come back when what hides them goes")
    func versions() throws {
        let folder = TemporaryDirectory()
        let store = try Self.open(folder.path)
        let bucket = Self.bucket(.enabled)
        _ = try store.objects.put(Self.object("k", "old"), in: Self.bucket())
        _ = try store.objects.put(Self.object("k", "1"), in: bucket)
        _ = try store.objects.delete(Self.marker("k", "2"), in: bucket)
        #expect(try store.objects.object("k", in: bucket)?.summary.isDeleteMarker == true)
        #expect(try store.objects.list(ObjectQuery(), in: bucket).objects.isEmpty)
        let all = try store.objects.listVersions(ObjectQuery(), in: bucket).objects
        #expect(all.map(\.versionID) == ["2", "1", "null"])
        #expect(all.map(\.isLatest) == [true, false, false])
        #expect(try store.objects.deleteVersion("2", of: "k", in: bucket).isDeleteMarker)
        #expect(try store.objects.object("k", in: bucket)?.summary.versionID == "1")
        #expect(try store.objects.deleteVersion("none", of: "k", in: bucket).versionID == nil)
    }

    @Test("with versioning suspended only the null version takes a place")
    func suspended() throws {
        let folder = TemporaryDirectory()
        let objects = try Self.open(folder.path).objects
        _ = try objects.put(Self.object("k", "1"), in: Self.bucket(.enabled))
        _ = try objects.put(Self.object("k", "2"), in: Self.bucket(.suspended))
        let deletion = try objects.delete(Self.marker("k", "3"), in: Self.bucket(.suspended))
        #expect(deletion.versionID == "null")
        #expect(deletion.released.map(\.name) == ["k-2"])
        let all = try objects.listVersions(ObjectQuery(), in: Self.bucket(.suspended)).objects
        #expect(all.map(\.versionID) == ["null", "1"])
    }

    @Test("are written under conditions")
    func conditions() throws {
        let folder = TemporaryDirectory()
        let objects = try Self.open(folder.path).objects
        func outcome(_ condition: ObjectCondition) throws -> String {
            switch try objects.put(Self.object("k", etag: "new"), in: Self.bucket(), if: condition) {
            case .written: "written"
            case .conditionFailed: "failed"
            case .noObject: "none"
            }
        }
        #expect(try outcome(.matches(etag: "new")) == "none")
        #expect(try outcome(.absent) == "written")
        #expect(try outcome(.absent) == "failed")
        #expect(try outcome(.matches(etag: "other")) == "failed")
        #expect(try outcome(.matches(etag: "new")) == "written")
        #expect(try outcome(.matches(etag: "*")) == "written")
    }

    @Test("keep their bucket, which takes none once it is gone")
    func bucketsStay() throws {
        let folder = TemporaryDirectory()
        let store = try Self.open(folder.path)
        _ = try store.objects.put(Self.object("k"), in: Self.bucket())
        #expect(throws: StateStoreError.self) { try store.persist([.buckets(.bucket(.remove(Self.bucket().key)))]) }
        _ = try store.objects.delete(Self.marker("k", "m"), in: Self.bucket())
        try store.persist([.buckets(.bucket(.remove(Self.bucket().key)))])
        #expect(throws: StateStoreError.self) { try store.objects.put(Self.object("k"), in: Self.bucket()) }
    }

    @Test("are listed page by page as a plain walk over all keys would list them")
    func listing() throws {
        let folder = TemporaryDirectory()
        let objects = try Self.open(folder.path).objects
        let seed = UInt64.random(in: 0 ... .max)
        print("listing seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        let letters = ["a", "b", "/", "é", "\u{10FFFF}", "%"]
        var keys: Set<String> = []
        while keys.count < 300 {
            let count = Int.random(in: 1...6, using: &generator)
            keys.insert((0..<count).map { _ in letters.randomElement(using: &generator) ?? "a" }.joined())
        }
        for key in keys { _ = try objects.put(Self.object(key), in: Self.bucket()) }
        for prefix in ["", "a", "a/", "é", "/", "none"] {
            for delimiter in [nil, "/", "b/"] {
                for limit in [1, 7, 1000] {
                    var query = ObjectQuery(prefix: prefix, delimiter: delimiter, limit: limit)
                    let expected = Self.walk(keys, query)
                    var found: [String] = []
                    repeat {
                        let page = try objects.list(query, in: Self.bucket())
                        #expect(page.objects.count + page.commonPrefixes.count <= limit)
                        found += (page.objects.map(\.key) + page.commonPrefixes)
                            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
                        query.after = page.next
                    } while query.after != nil
                    #expect(found == expected, "prefix \(prefix), delimiter \(delimiter ?? "none"), limit \(limit)")
                }
            }
        }
    }

    /// Keys and common prefixes in order, by the definition.
    private static func walk(_ keys: Set<String>, _ query: ObjectQuery) -> [String] {
        var entries: Set<String> = []
        for key in keys where key.utf8.starts(with: query.prefix.utf8) {
            let rest = String(decoding: key.utf8.dropFirst(query.prefix.utf8.count), as: UTF8.self)
            if let delimiter = query.delimiter, let end = rest.utf8.firstRange(of: delimiter.utf8)?.upperBound {
                entries.insert(query.prefix + String(decoding: rest.utf8[..<end], as: UTF8.self))
            } else {
                entries.insert(key)
            }
        }
        return entries.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

extension Collection where Element == UInt8 {
    /// The first place where the bytes stand.
    fileprivate func firstRange(of bytes: some Collection<UInt8>) -> Range<Index>? {
        var start = startIndex
        while start != endIndex {
            if self[start...].starts(with: bytes) { return start..<index(start, offsetBy: bytes.count) }
            start = index(after: start)
        }
        return nil
    }
}
