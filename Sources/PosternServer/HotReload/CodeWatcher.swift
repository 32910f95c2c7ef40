import AWSWire
import Foundation
import LambdaCore
import Logging
import NIOCore
import NIOHTTP1
import StateStore

/// Gives a function the code of a directory whenever something there was saved.
///
/// It calls `UpdateFunctionCode` as the account's root user, through the gate and into the audit trail, and makes as many
/// environments with the new code as there were with the old: whoever invokes next finds them ready.
struct CodeWatcher: Sendable {
    /// How often the directory is looked at; a change counts once two looks have seen the same.
    private static let interval = Duration.milliseconds(200)
    /// A large tree is looked at less often, so that looking takes a twentieth of the time at most.
    private static let restPerLook = 20

    let directory: WatchedDirectory
    let scope: Scope
    let live: LiveState
    let invoker: FunctionInvoker
    let versions: FunctionVersions
    let caller: ServiceCaller
    let logger: Logger

    /// Watches until the task is cancelled.
    func run() async {
        var applied: DirectoryContent?
        var last: DirectoryContent?
        var isUnreadable = false
        while !Task.isCancelled {
            let began = ContinuousClock.now
            do {
                let content = try DirectoryContent(of: directory.path)
                if content == last, content != applied, await apply() { applied = content }
                last = content
                isUnreadable = false
            } catch {
                if !isUnreadable { logger.warning("watched directory cannot be read", metadata: metadata("\(error)")) }
                isUnreadable = true
            }
            let took = ContinuousClock.now - began
            try? await Task.sleep(for: max(Self.interval, took * Self.restPerLook))
        }
    }

    /// Whether nothing is left to do until the next change: false while there is no such function, or it is being updated.
    private func apply() async -> Bool {
        guard let function else { return false }
        let archive: [UInt8]
        do {
            archive = try PackageWriter(directory: directory.path).archive()
        } catch {
            logger.warning("watched directory cannot be packed", metadata: metadata("\(error)"))
            return true
        }
        guard ContentHash(of: archive) != function.latest.code.hash else { return true }
        let identity = FunctionIdentity(function)
        let warm = max(1, invoker.environmentCount(of: identity))
        guard let root = live.view.callers.root(of: scope.accountID) else { return true }
        let answer = await caller.call(request(archive), to: Lambda.service.signingName, as: root)
        guard answer.status != .conflict else { return false }
        guard answer.status == .ok else {
            logger.warning(
                "saved code was refused",
                metadata: metadata(String(buffer: answer.body))
            )
            return true
        }
        if let function = self.function, let version = versions.latest(of: function, in: live.view) {
            invoker.warm(version, count: warm)
        }
        logger.info("saved code is live", metadata: metadata("\(archive.count) bytes"))
        return true
    }

    private var function: Function? {
        live.view.snapshot.functions.functions[directory.functionName, in: scope]
    }

    private func request(_ archive: [UInt8]) -> WireRequest {
        WireRequest(
            method: "PUT",
            rawPath: "/2015-03-31/functions/\(directory.functionName)/code",
            headers: [("Content-Type", "application/json")],
            body: CompactJSON.encode(["ZipFile": Data(archive).base64EncodedString()])
        )
    }

    private func metadata(_ detail: String) -> Logger.Metadata {
        ["function": "\(directory.functionName)", "directory": "\(directory.path)", "detail": "\(detail)"]
    }
}

extension FunctionVersions {
    fileprivate func latest(of function: Function, in view: StateView) -> LambdaCore.FunctionVersion? {
        view.snapshot.functions.target(of: function, qualifier: nil).flatMap(version(of:))
    }
}
