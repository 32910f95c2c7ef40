import Foundation
import Logging
import Sandbox
import StateStore
import Testing

@testable import LambdaCore

/// Real sandboxes; skipped, with the reason printed, where none can be made.
@Suite(.serialized) struct SandboxHostTests {
    /// A custom runtime in nothing but bash, so that the test needs no interpreter of some version.
    private static let bootstrap = #"""
        #!/bin/bash
        echo "loading $_HANDLER"
        exec 3<>"/dev/tcp/${AWS_LAMBDA_RUNTIME_API/://}"
        api=/2018-06-01/runtime/invocation
        receive() {
            length=0
            while IFS= read -r line <&3 && [ "${line%$'\r'}" ]; do
                line=${line%$'\r'}
                case "$line" in
                    Lambda-Runtime-Aws-Request-Id:*) id=${line#*: } ;;
                    Content-Length:*) length=${line#*: } ;;
                esac
            done
            body=
            [ "$length" -gt 0 ] && IFS= read -r -N "$length" body <&3
        }
        while :; do
            printf 'GET %s/next HTTP/1.1\r\nHost: x\r\n\r\n' "$api" >&3
            receive
            echo "event $body"
            case "$body" in
                *sleep*) sleep 60 ;;
                *exit*) exit 7 ;;
            esac
            answer="{\"got\":$body,\"name\":\"$AWS_LAMBDA_FUNCTION_NAME\"}"
            printf 'POST %s/%s/response HTTP/1.1\r\nHost: x\r\nContent-Length: %s\r\n\r\n%s' \
                "$api" "$id" "${#answer}" "$answer" >&3
            receive
        done
        """#

    private struct Stage {
        let directory: TemporaryDirectory
        let launcher: SandboxLauncher
        let invoker: FunctionInvoker
        let sink = RecordingLogSink()
        let version: FunctionVersion

        /// Nil where no sandbox can be made; says why.
        init?(timeoutSeconds: Int = 20, bootstrapMode: UInt32 = 0o100755) async throws {
            let directory = try TemporaryDirectory()
            guard let launcher = await Self.launcher(scratch: directory.path) else { return nil }
            self.directory = directory
            self.launcher = launcher
            let store = try CodeStore(root: "\(directory.path)/code", bootIdentifier: "boot")
            let archive = ZipFile.archive(
                ZipFile.file("bootstrap", SandboxHostTests.bootstrap, mode: bootstrapMode)
            )
            let host = SandboxHost(
                launcher: launcher,
                catalogue: RuntimeCatalogue(languages: LanguageCatalogue(installed: [])),
                clients: [:],
                code: store,
                archives: OneArchive(bytes: archive),
                transport: TinyRuntimeTransport()
            )
            invoker = FunctionInvoker(
                host: host,
                roles: FixedRoles(),
                logs: sink,
                clock: SystemClock(),
                settings: InvokerSettings(),
                makeIdentifier: { 1 },
                logger: Logger(label: "test")
            )
            version = .sample(
                runtime: "provided.al2023",
                timeoutSeconds: timeoutSeconds,
                code: ContentHash(of: archive)
            )
        }

        private static func launcher(scratch: String) async -> SandboxLauncher? {
            let executable = Bundle.main.bundleURL.appending(path: "postern-launcher").path
            do {
                return try await SandboxLauncher.start(executable: executable, scratchDirectory: scratch)
            } catch {
                print("skipped: no sandbox can be made here: \(error)")
                return nil
            }
        }

        func invoke(_ requestID: String, _ payload: String, tail: Bool = false) async -> InvocationOutcome {
            await withCheckedContinuation { continuation in
                let invocation = Invocation(
                    requestID: requestID,
                    version: version,
                    invokedFunctionARN: version.function.arn,
                    payload: Array(payload.utf8),
                    traceHeader: "",
                    wantsLogTail: tail
                )
                invoker.invoke(invocation) { continuation.resume(returning: $0) }
            }
        }
    }

    private struct OneArchive: CodeArchiveSource {
        let bytes: [UInt8]

        func archive(of hash: ContentHash) async -> [UInt8]? { bytes }
    }

    @Test func `a custom runtime runs events in one sandbox and its log is whole`() async throws {
        guard let stage = try await Stage() else { return }
        #expect(await stage.invoke("r1", "1", tail: true).text == #"{"got":1,"name":"hello"}"#)
        #expect(await stage.invoke("r2", "2", tail: true).text == #"{"got":2,"name":"hello"}"#)
        let lines = stage.sink.lines.filter { !$0.hasPrefix("POSTERN ") && !$0.hasPrefix("REPORT ") }
        #expect(
            lines == [
                "INIT_START Runtime Version: provided.al2023\n",
                "loading app.handler\n",
                "START RequestId: r1 Version: $LATEST\n", "event 1\n", "END RequestId: r1\n",
                "START RequestId: r2 Version: $LATEST\n", "event 2\n", "END RequestId: r2\n",
            ]
        )
        stage.invoker.shutdown()
    }

    @Test func `a timeout ends the sandbox`() async throws {
        guard let stage = try await Stage(timeoutSeconds: 1) else { return }
        let outcome = await stage.invoke("r1", #""sleep""#)
        #expect(outcome.text?.contains("Sandbox.Timedout") == true)
        #expect(stage.invoker.usage.environments == 0)
    }

    @Test func `a runtime that exits fails its event with the status`() async throws {
        guard let stage = try await Stage() else { return }
        let outcome = await stage.invoke("r1", #""exit""#)
        #expect(outcome.text?.contains("Runtime exited with error: exit status 7") == true)
    }

    @Test func `a bootstrap that is not executable is an error of the function`() async throws {
        guard let stage = try await Stage(bootstrapMode: 0o100644) else { return }
        let outcome = await stage.invoke("r1", "1")
        #expect(
            outcome.text
                == #"{"errorType":"Runtime.InvalidEntrypoint","errorMessage":"RequestId: r1 Error: fork/exec /var/task/bootstrap: permission denied"}"#
        )
    }
}
