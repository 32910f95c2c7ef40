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

        /// Nil where no sandbox can be made or the runtime's interpreter is missing; says why.
        init?(
            runtime: String = "provided.al2023",
            timeoutSeconds: Int = 20,
            variables: [String: String] = [:],
            _ files: ZipFile.Entry...
        ) async throws {
            let directory = try TemporaryDirectory()
            guard let launcher = await Self.launcher(scratch: directory.path) else { return nil }
            self.directory = directory
            self.launcher = launcher
            let archive = ZipFile.archive(files)
            version = .sample(
                runtime: runtime,
                timeoutSeconds: timeoutSeconds,
                variables: variables,
                code: ContentHash(of: archive)
            )
            let catalogue = RuntimeCatalogue(languages: await Self.languages)
            if case .unavailable(let sentence) = catalogue.availability(of: version.configuration.runtime) {
                print("skipped: \(sentence)")
                return nil
            }
            let host = SandboxHost(
                launcher: launcher,
                catalogue: catalogue,
                clients: [.python: [try DirectoryHandle(path: Self.runtimes.appending(path: "python").path)]],
                code: try CodeStore(root: "\(directory.path)/code", bootIdentifier: "boot"),
                archives: OneArchive(bytes: archive),
                transport: TinyRuntimeTransport()
            )
            invoker = FunctionInvoker(
                host: host,
                roles: FixedRoles(clock: SystemClock()),
                logs: sink,
                clock: SystemClock(),
                settings: InvokerSettings(),
                makeIdentifier: { 1 },
                logger: Logger(label: "test")
            )
        }

        private static var languages: LanguageCatalogue {
            get async {
                let environment = ProcessInfo.processInfo.environment
                return await .discover(searchPath: environment["PATH"] ?? "", home: environment["HOME"])
            }
        }

        /// The runtime clients, which stand beside the sources.
        private static let runtimes = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Runtimes")

        private static func launcher(scratch: String) async -> SandboxLauncher? {
            let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            let executable = tests.deletingLastPathComponent().appending(path: "postern-launcher").path
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

        /// What the function and Lambda wrote, but for lines that measure or describe the host.
        var lines: [String] {
            sink.lines.filter { !$0.hasPrefix("POSTERN ") && !$0.hasPrefix("REPORT ") && !$0.hasPrefix("INIT_START ") }
        }
    }

    private struct OneArchive: CodeArchiveSource {
        let bytes: [UInt8]

        func archive(of hash: ContentHash) async -> [UInt8]? { bytes }
    }

    @Test func `a custom runtime runs events in one sandbox and its log is whole`() async throws {
        guard let stage = try await Stage(ZipFile.file("bootstrap", Self.bootstrap, mode: 0o100755)) else { return }
        #expect(await stage.invoke("r1", "1", tail: true).text == #"{"got":1,"name":"hello"}"#)
        #expect(await stage.invoke("r2", "2", tail: true).text == #"{"got":2,"name":"hello"}"#)
        #expect(stage.sink.lines.first == "INIT_START Runtime Version: provided.al2023\n")
        #expect(
            stage.lines == [
                "loading app.handler\n",
                "START RequestId: r1 Version: $LATEST\n", "event 1\n", "END RequestId: r1\n",
                "START RequestId: r2 Version: $LATEST\n", "event 2\n", "END RequestId: r2\n",
            ]
        )
        stage.invoker.shutdown()
    }

    @Test func `a timeout ends the sandbox`() async throws {
        let bootstrap = ZipFile.file("bootstrap", Self.bootstrap, mode: 0o100755)
        guard let stage = try await Stage(timeoutSeconds: 1, bootstrap) else { return }
        let outcome = await stage.invoke("r1", #""sleep""#)
        #expect(outcome.text?.contains("Sandbox.Timedout") == true)
        #expect(stage.invoker.usage.environments == 0)
    }

    @Test func `a runtime that exits fails its event with the status`() async throws {
        guard let stage = try await Stage(ZipFile.file("bootstrap", Self.bootstrap, mode: 0o100755)) else { return }
        let outcome = await stage.invoke("r1", #""exit""#)
        #expect(outcome.text?.contains("Runtime exited with error: exit status 7") == true)
    }

    @Test func `a bootstrap that cannot be started is an error of the function`() async throws {
        guard let stage = try await Stage(ZipFile.file("bootstrap", Self.bootstrap)) else { return }
        #expect(
            await stage.invoke("r1", "1").text
                == #"{"errorType":"Runtime.InvalidEntrypoint","errorMessage":"RequestId: r1 Error: fork/exec /var/task/bootstrap: permission denied"}"#
        )
    }

    @Test func `a package without bootstrap is an error of the function`() async throws {
        guard let stage = try await Stage(ZipFile.file("main", "")) else { return }
        #expect(
            await stage.invoke("r1", "1").text
                == #"{"errorType":"Runtime.InvalidEntrypoint","errorMessage":"RequestId: r1 Error: Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]"}"#
        )
    }

    @Test func `a Python handler runs, prints and fails as on AWS`() async throws {
        let handler = """
            import os
            print("loading")
            def handler(event, context):
                print("event", event)
                if event == "fail":
                    raise ValueError("no " + os.environ["AWS_LAMBDA_FUNCTION_NAME"])
                return {"got": event, "id": context.aws_request_id}
            """
        guard let stage = try await Stage(runtime: "python3.12", ZipFile.file("app.py", handler)) else { return }
        #expect(await stage.invoke("r1", "1", tail: true).text == #"{"got": 1, "id": "r1"}"#)
        let failed = await stage.invoke("r2", #""fail""#, tail: true)
        #expect(failed.result?.functionError == .unhandled)
        let error = #"{"errorMessage": "no hello", "errorType": "ValueError", "requestId": "r2""#
        #expect((failed.text ?? "").hasPrefix(error))
        #expect(
            stage.lines.prefix(4) == [
                "loading\n", "START RequestId: r1 Version: $LATEST\n", "event 1\n", "END RequestId: r1\n",
            ]
        )
        let tail = String(decoding: failed.result?.logTail ?? [], as: UTF8.self)
        #expect(tail.contains("[ERROR] ValueError: no hello"))
        stage.invoker.shutdown()
    }

    @Test func `a Python module that cannot be imported fails as on AWS`() async throws {
        let files = ZipFile.file("app.py", "import nothing_of_this_name")
        guard let stage = try await Stage(runtime: "python3.12", files) else { return }
        let outcome = await stage.invoke("r1", "1", tail: true)
        let error = #"{"errorMessage": "Unable to import module 'app': No module named 'nothing_of_this_name'""#
        #expect((outcome.text ?? "").hasPrefix(error))
        let tail = String(decoding: outcome.result?.logTail ?? [], as: UTF8.self)
        #expect(
            tail.contains("\tPhase: invoke\tStatus: error\tError Type: Runtime.ImportModuleError\nSTART RequestId: r1")
        )
    }

    @Test func `a wrapper script starts the runtime`() async throws {
        let stage = try await Stage(
            runtime: "python3.12",
            variables: ["AWS_LAMBDA_EXEC_WRAPPER": "/var/task/wrap"],
            ZipFile.file("app.py", "import os\ndef handler(event, context): return os.environ['WRAPPED']"),
            ZipFile.file("wrap", "#!/bin/sh\nexport WRAPPED=yes\nexec \"$@\"\n", mode: 0o100755)
        )
        guard let stage else { return }
        #expect(await stage.invoke("r1", "1").text == #""yes""#)
        stage.invoker.shutdown()
    }

    @Test func `a wrapper script that is missing ends the runtime with status 127`() async throws {
        let stage = try await Stage(
            runtime: "python3.12",
            variables: ["AWS_LAMBDA_EXEC_WRAPPER": "/opt/missing"],
            ZipFile.file("app.py", "def handler(event, context): pass")
        )
        guard let stage else { return }
        #expect(
            await stage.invoke("r1", "1").text
                == #"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: r1 Error: Runtime exited with error: exit status 127"}"#
        )
    }
}
