import Foundation

/// The Python clients of the project's virtual environment, which `Scripts/setup.sh test` makes.
enum Botocore {
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let python = root.appendingPathComponent(".venv/bin/python")

    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: python.path) }

    /// A script ended with a status other than zero.
    struct ScriptFailure: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs a Python script of this repository.
    ///
    /// - Parameters:
    ///   - script: its path from the root of the repository.
    ///   - input: what it reads from standard input.
    /// - Returns: what it wrote to standard output.
    static func run(_ script: String, _ arguments: [String], input: Data = Data()) throws -> Data {
        let process = Process()
        process.executableURL = python
        process.arguments = [root.appendingPathComponent(script).path] + arguments
        // A file for the input: a pipe would block once both sides are full.
        let inputFile = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try input.write(to: inputFile)
        defer { try? FileManager.default.removeItem(at: inputFile) }
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let result = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ScriptFailure(description: "\(script) ended with status \(process.terminationStatus)")
        }
        return result
    }
}
