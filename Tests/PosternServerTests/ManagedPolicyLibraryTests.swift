import Foundation
import IAMPolicy
import Testing

@testable import PosternServer

/// The folder of shipped policies, seen from this file.
private let shippedPolicies = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "policies/aws-managed")

@Suite struct ManagedPolicyLibraryTests {
    let library: ManagedPolicyLibrary

    init() throws {
        library = try ManagedPolicyLibrary(directory: shippedPolicies)
    }

    @Test func theIndexHoldsTodaysPoliciesAndTheRetiredOnes() {
        #expect(library.entries.count == 1_625)
        #expect(library.entries.filter(\.isRetired).count == 43)
        #expect(library.entries.map(\.name) == library.entries.map(\.name).sorted())
    }

    @Test(arguments: [
        ("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", "v1", false),
        ("arn:aws:iam::aws:policy/service-role/AWSLambdaRole", "v1", false),
        ("arn:aws:iam::aws:policy/AWSLambda_FullAccess", "v7", false),
        ("arn:aws:iam::aws:policy/AWSLambdaReadOnlyAccess", "v8", true),
        ("arn:aws:iam::aws:policy/AWSLambdaFullAccess", "v8", true),
    ])
    func aPolicyIsFoundByItsARN(arn: String, version: String, isRetired: Bool) throws {
        let entry = try #require(library.entry(arn: arn))
        #expect(entry.arn == arn)
        #expect(entry.defaultVersionID == version)
        #expect(entry.isRetired == isRetired)
    }

    @Test(arguments: [
        "arn:aws:iam::aws:policy/AWSLambdaRole", "arn:aws:iam::aws:policy/service-role/../AWSLambda_FullAccess",
        "arn:aws:iam::123456789012:policy/AdministratorAccess", "",
    ])
    func whatIsNotShippedIsNotFound(arn: String) {
        #expect(library.entry(arn: arn) == nil)
    }

    @Test func identifiersHaveTheFormOfAWSAndAreUnique() {
        #expect(library.entries.allSatisfy { $0.policyID.hasPrefix("ANPA") && $0.policyID.utf8.count == 21 })
        #expect(Set(library.entries.map(\.policyID)).count == library.entries.count)
    }

    @Test func everyEntryHasItsDocument() throws {
        for entry in library.entries {
            let document = try library.document(of: entry)
            #expect(document.first == UInt8(ascii: "{"), "\(entry.name)")
        }
    }

    @Test func aMissingIndexIsSaidPlainly() {
        #expect(throws: ManagedPolicyLibraryError.self) {
            try ManagedPolicyLibrary(directory: URL(filePath: "/nonexistent"))
        }
    }

    @Test func aBrokenIndexNamesItsLine() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "managed-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("A\t/\tv1\tANPA\t2020\t2020\tab\tcurrent\nB\t/\n".utf8).write(to: folder.appending(path: "index.tsv"))
        do {
            _ = try ManagedPolicyLibrary(directory: folder)
            Issue.record("a broken index was accepted")
        } catch {
            #expect(error.description.hasSuffix("line 2"))
        }
    }
}
