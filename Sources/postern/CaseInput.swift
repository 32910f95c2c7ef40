import Foundation
import PolicyCases

/// Reads case files for a command.
enum CaseInput {
    /// - Throws: `CommandFailure` when the file cannot be read.
    static func read(_ path: String) throws -> CaseText {
        do {
            return try CaseFiles.read(path)
        } catch {
            throw CommandFailure("cannot read '\(path)': \(error.fileReason)")
        }
    }

    /// The cases in files and in folders, taken together.
    ///
    /// - Throws: `CommandFailure` when something cannot be read, or when there is no case at all.
    static func cases(at paths: [String]) throws -> [LoadedCase] {
        let cases = try paths.flatMap { path in try expand(path).flatMap { try read($0).cases() } }
        guard !cases.isEmpty else { throw CommandFailure("no cases in \(paths.joined(separator: ", "))") }
        return cases
    }

    private static func expand(_ path: String) throws -> [String] {
        do {
            return try CaseFiles.expand(path)
        } catch {
            throw CommandFailure("cannot list '\(path)': \(error.fileReason)")
        }
    }
}
