import Foundation
import LambdaCore
import Logging
import NIOPosix
import Sandbox
import StateStore

/// What functions run on: the launcher with its sandboxes, the interpreters, the runtime clients and the unpacked code.
struct FunctionHost {
    let launcher: SandboxLauncher
    let runtimes: RuntimeCatalogue
    let code: CodeStore
    let environments: SandboxHost
    let transport: SandboxTransport

    static func start(
        _ configuration: ServerConfiguration,
        installation: Installation,
        environment: [String: String],
        store: StateStore,
        group: MultiThreadedEventLoopGroup
    ) async throws(ServerError) -> FunctionHost {
        async let languages = LanguageCatalogue.discover(
            searchPath: environment["PATH"] ?? "/usr/bin:/bin",
            home: environment["HOME"]
        )
        let launcher = try await startLauncher(configuration, installation, store.directory)
        let transport = SandboxTransport(group: group)
        do {
            let runtimes = RuntimeCatalogue(languages: await languages)
            let code = try CodeStore(root: store.directory.path + "/unpacked", bootIdentifier: try bootIdentifier())
            let environments = SandboxHost(
                launcher: launcher,
                catalogue: runtimes,
                clients: try RuntimeClients.directories(in: installation.runtimesDirectory),
                code: code,
                archives: StoredArchives(packages: store.codePackages),
                transport: transport,
                reachesInternet: configuration.reachesInternet
            )
            return FunctionHost(
                launcher: launcher,
                runtimes: runtimes,
                code: code,
                environments: environments,
                transport: transport
            )
        } catch {
            throw .sandboxes(reason: "functions cannot be run: \(error)")
        }
    }

    private static func startLauncher(
        _ configuration: ServerConfiguration,
        _ installation: Installation,
        _ directory: StateDirectory
    ) async throws(ServerError) -> SandboxLauncher {
        let scratch = directory.path + "/scratch"
        do {
            try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
            return try await SandboxLauncher.start(
                executable: installation.launcherPath,
                scratchDirectory: scratch
            )
        } catch {
            throw .sandboxes(reason: "functions cannot be isolated: \(error)")
        }
    }

    /// The same for the time of one boot of this host.
    private static func bootIdentifier() throws -> String {
        try String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

/// The programs that speak the Runtime API for the handlers of a language.
enum RuntimeClients {
    /// What is merged at `/var/runtime`, later wins; boto3 is there for Python when set-up has fetched it.
    static func directories(in folder: String) throws(SandboxError) -> [Language: [DirectoryHandle]] {
        var python: [DirectoryHandle] = []
        let packages = folder + "/python-packages"
        if FileManager.default.fileExists(atPath: packages) { python.append(try DirectoryHandle(path: packages)) }
        python.append(try DirectoryHandle(path: folder + "/python"))
        return [
            .python: python,
            .node: [try DirectoryHandle(path: folder + "/nodejs")],
            .ruby: [try DirectoryHandle(path: folder + "/ruby")],
        ]
    }
}

/// The archives of deployment packages, for unpacking them again.
private struct StoredArchives: CodeArchiveSource {
    let packages: CodePackageStore

    func archive(of hash: ContentHash) async -> [UInt8]? {
        try? packages.archive(hash)
    }
}
