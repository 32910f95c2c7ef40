import Foundation

/// Public test data that may lie in `../shared/data` beside the package.
enum SharedData {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../../../shared/data").standardizedFileURL

    /// The JSON in an xz-compressed file; nil, with a printed reason, where there is no such file or no `xz`.
    static func json(compressed name: String) throws -> Any? {
        let file = folder.appending(path: name)
        let xz = URL(filePath: "/usr/bin/xz")
        guard FileManager.default.fileExists(atPath: file.path) else {
            print("skipping: no file at \(file.path)")
            return nil
        }
        guard FileManager.default.isExecutableFile(atPath: xz.path) else {
            print("skipping: no \(xz.path) to unpack \(name)")
            return nil
        }
        let process = Process()
        let output = Pipe()
        process.executableURL = xz
        process.arguments = ["--decompress", "--stdout", file.path]
        process.standardOutput = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONSerialization.jsonObject(with: text)
    }
}
