import Foundation
import StateStore
import Testing

@Suite("The catalogue of AWS-managed policies")
struct ManagedPolicyCatalogueTests {
    /// The policies that this package ships.
    private static let shipped = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("policies/aws-managed").path

    @Test(
        "has the policies of the guides with their documents",
        arguments: [
            "service-role/AWSLambdaBasicExecutionRole", "service-role/AWSLambdaRole", "AWSLambdaReadOnlyAccess",
            "AdministratorAccess",
        ]
    )
    func shippedPolicies(name: String) throws {
        let catalogue = try ManagedPolicyCatalogue(path: Self.shipped)
        let arn = "arn:aws:iam::aws:policy/\(name)"
        let entry = try #require(catalogue.entry(arn))
        let document = try #require(catalogue.document(arn))
        #expect(entry.arn == arn)
        #expect(document.hash.hexadecimal == entry.documentHash)
        #expect(document.text.contains("\"Statement\""))
    }

    @Test("has no policy that AWS has not")
    func unknownPolicy() throws {
        let catalogue = try ManagedPolicyCatalogue(path: Self.shipped)
        #expect(catalogue.entry("arn:aws:iam::aws:policy/NoSuchPolicy") == nil)
        #expect(catalogue.document("arn:aws:iam::aws:policy/NoSuchPolicy") == nil)
    }

    @Test("does not hand out a document that was changed by hand")
    func changedDocument() throws {
        let folder = TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let hash = ContentHash(of: Array("{}".utf8))
        let index = "P\t/\tv1\tANPA1\t2026-03-26T03:42:09Z\t2026-03-26T03:42:10Z\t\(hash)\tretired\n"
        try index.write(toFile: "\(folder.path)/index.tsv", atomically: true, encoding: .utf8)
        try "{}".write(toFile: "\(folder.path)/P.json", atomically: true, encoding: .utf8)
        let entry = try #require(try ManagedPolicyCatalogue(path: folder.path).entries.first)
        #expect(entry.createdAt == Timestamp(seconds: 1_774_496_529))
        #expect(entry.isRetired)
        #expect(try ManagedPolicyCatalogue(path: folder.path).document(entry.arn)?.text == "{}")
        try "{ }".write(toFile: "\(folder.path)/P.json", atomically: true, encoding: .utf8)
        #expect(try ManagedPolicyCatalogue(path: folder.path).document(entry.arn) == nil)
    }

    @Test("says what is wrong with its index")
    func brokenIndex() throws {
        let folder = TemporaryDirectory()
        #expect(throws: ManagedPolicyCatalogueError.self) { try ManagedPolicyCatalogue(path: folder.path) }
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        try "one field\n".write(toFile: "\(folder.path)/index.tsv", atomically: true, encoding: .utf8)
        #expect(throws: ManagedPolicyCatalogueError.malformed(path: "\(folder.path)/index.tsv", line: 1)) {
            try ManagedPolicyCatalogue(path: folder.path)
        }
    }
}
