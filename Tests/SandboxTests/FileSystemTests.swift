import Foundation
import Testing

@testable import Sandbox

@Suite("What a function sees of the file system", .enabled { await TestLauncher.canMakeSandboxes() })
struct FileSystemTests {
    @Test("the root has Lambda's directories and nothing of the host's")
    func rootDirectory() async throws {
        let run = try await FinishedRun.shell("ls /; ls /root /home /mnt /opt /var/task")
        let names = run.output.split(separator: "\n").filter { !$0.hasSuffix(":") }
        let expected: Set<Substring> = [
            "bin", "dev", "etc", "home", "lib", "lib32", "lib64", "mnt", "opt", "proc", "root", "sbin", "tmp", "usr",
            "var",
        ]
        #expect(Set(names).subtracting(expected) == [])
        #expect(run.errors == "")
    }

    @Test(
        "files of the host outside /usr cannot be reached by any path",
        arguments: ["/host", "/proc/1/root", "/base"]
    )
    func hostFiles(path: String) async throws {
        let run = try await FinishedRun.shell("ls \(path)")
        #expect(run.output == "")
        #expect(run.exit.cause != .status(0))
    }

    @Test("code, layers, runtime and language appear at Lambda's places; of two layers the later wins")
    func mountPoints() async throws {
        let directories = try ScratchDirectories(["code", "first", "second", "runtime", "packages", "language"])
        try directories.write("code/app.py", "code")
        try directories.write("first/python/a.py", "first a")
        try directories.write("first/python/b.py", "first b")
        try directories.write("second/python/b.py", "second b")
        try directories.write("runtime/bootstrap.py", "runtime")
        try directories.write("packages/boto3.py", "packages")
        try directories.write("language/bin", "language")
        let script = """
            for f in /var/task/app.py /opt/python/a.py /opt/python/b.py /var/runtime/bootstrap.py /var/runtime/boto3.py \
            /var/lang/bin; do cat $f; echo; done
            """
        let code = try directories.handle("code")
        let layers = [try directories.handle("first"), try directories.handle("second")]
        let runtime = [try directories.handle("runtime"), try directories.handle("packages")]
        let language = try directories.handle("language")
        let run = try await FinishedRun.shell(script) {
            $0.code = code
            $0.layers = layers
            $0.runtime = runtime
            $0.language = language
        }
        #expect(run.output == "code\nfirst a\nsecond b\nruntime\npackages\nlanguage\n")
        #expect(run.errors == "")
    }

    @Test(
        "everything but /tmp is read-only",
        arguments: ["/", "/var/task", "/opt", "/var/runtime", "/var/lang", "/usr", "/etc", "/dev", "/var"]
    )
    func readOnly(directory: String) async throws {
        let directories = try ScratchDirectories(["any"])
        try directories.makeWritableByAll("any")
        let any = try directories.handle("any")
        let run = try await FinishedRun.shell("echo x > \(directory)/new || exit 7") {
            $0.code = any
            $0.layers = [any]
            $0.runtime = [any]
            $0.language = any
        }
        #expect(run.exit.cause == .status(7))
        #expect(run.errors.contains("Read-only file system"))
    }

    @Test("/tmp is private, empty, writable and of the size asked for")
    func scratch() async throws {
        let run = try await FinishedRun.shell("ls -A /tmp; echo x > /tmp/x && cat /tmp/x; df -B1M --output=size /tmp") {
            $0.temporaryStorageBytes = 600 << 20
        }
        let lines = run.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(lines.first == "x")
        let megabytes = try #require(Int(lines.last ?? ""))
        #expect((540...600).contains(megabytes))
    }

    @Test("a full /tmp is an error for the program, not the end of it")
    func fullScratch() async throws {
        let run = try await FinishedRun.shell("head -c 700M /dev/zero > /tmp/big; echo status $?; rm /tmp/big") {
            $0.memoryLimitBytes = 1 << 30
        }
        #expect(run.output == "status 1\n")
        #expect(run.errors.contains("No space left on device"))
    }

    @Test("nothing of one sandbox's /tmp is left for the next")
    func scratchIsFresh() async throws {
        for _ in 0..<6 {
            let run = try await FinishedRun.shell("ls -A /tmp; touch /tmp/trace")
            #expect(run.output == "")
        }
    }

    @Test("only the harmless devices exist")
    func devices() async throws {
        let run = try await FinishedRun.shell("ls /dev; head -c 2 /dev/urandom | wc -c; echo gone > /dev/null")
        #expect(run.output == "fd\nfull\nnull\nrandom\nstderr\nstdin\nstdout\nurandom\nzero\n2\n")
    }
}
