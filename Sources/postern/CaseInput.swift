import Foundation
import PolicyCases

/// Reads case files for a command, and says on standard error what is wrong with them.
enum CaseInput {
    /// - Throws: the exit status for broken input when the file cannot be read.
    static func read(_ path: String) throws -> CaseText {
        do {
            return try CaseFiles.read(path)
        } catch {
            Terminal.complain("cannot read '\(path)': \(error.localizedDescription)")
            throw CommandStatus.brokenInput
        }
    }

    /// The cases in files and in folders, taken together.
    ///
    /// - Throws: the exit status for broken input when something cannot be read, or when there is no case at all.
    static func cases(at paths: [String]) throws -> [LoadedCase] {
        let cases = try paths.flatMap { path in try expand(path).flatMap { try read($0).cases() } }
        guard !cases.isEmpty else {
            Terminal.complain("no cases in \(paths.joined(separator: ", "))")
            throw CommandStatus.brokenInput
        }
        return cases
    }

    private static func expand(_ path: String) throws -> [String] {
        do {
            return try CaseFiles.expand(path)
        } catch {
            Terminal.complain("cannot list '\(path)': \(error.localizedDescription)")
            throw CommandStatus.brokenInput
        }
    }
}
