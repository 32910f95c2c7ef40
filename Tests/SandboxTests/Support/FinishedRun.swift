import Foundation

@testable import Sandbox

/// What a command in a sandbox wrote and how it ended.
struct FinishedRun {
    let output: String
    let errors: String
    let exit: SandboxExit
    let degradations: Set<SandboxDegradation>

    /// Runs a shell script in a sandbox made from `change`d defaults.
    static func shell(
        _ script: String,
        environment: [(name: String, value: String)] = [("PATH", "/usr/bin:/bin")],
        on launcher: SandboxLauncher? = nil,
        change: (inout SandboxSpecification) -> Void = { _ in }
    ) async throws -> FinishedRun {
        let command = SandboxCommand(
            arguments: ["/bin/sh", "-c", script],
            environment: environment,
            workingDirectory: "/"
        )
        var specification = SandboxSpecification(command: command)
        change(&specification)
        return try await run(specification, on: launcher)
    }

    static func run(
        _ specification: SandboxSpecification,
        on launcher: SandboxLauncher? = nil
    ) async throws -> FinishedRun {
        let shared = try await TestLauncher.shared()
        let sandbox = try await (launcher ?? shared).create(specification)
        async let output = readToEnd(sandbox.standardOutput)
        async let errors = readToEnd(sandbox.standardError)
        let exit = await sandbox.exit()
        return FinishedRun(
            output: await output,
            errors: await errors,
            exit: exit,
            degradations: sandbox.degradations
        )
    }

    /// Reads on a thread of its own: pipes of sandboxes do not block, and a task must not.
    static func readToEnd(_ pipe: OwnedDescriptor) async -> String {
        await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: drain(pipe)) }
            thread.start()
        }
    }

    /// Whether anything waits to be read, or the writers are gone.
    static func hasOutput(_ pipe: OwnedDescriptor) -> Bool {
        var ready = pollfd(fd: pipe.borrowed, events: Int16(POLLIN), revents: 0)
        return poll(&ready, 1, 0) > 0
    }

    private static func drain(_ pipe: OwnedDescriptor) -> String {
        guard let descriptor = pipe.take() else { return "" }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&ready, 1, -1) > 0 {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer.prefix(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
