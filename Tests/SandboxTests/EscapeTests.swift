import Foundation
import Testing

@testable import Sandbox

/// What hostile code tries first. Each attempt is Python that must fail with the given error inside the sandbox.
@Suite("Attempts to get out", .enabled { await TestLauncher.canMakeSandboxes() })
struct EscapeTests {
    struct Attempt: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let code: String
        let expected: [Int32]

        init(_ description: String, _ code: String, _ expected: Int32...) {
            testDescription = description
            self.code = code
            self.expected = expected
        }
    }

    /// `call(number, …)` makes a system call and raises OSError when it fails. Numbers are those of the architecture.
    private static let prelude = """
        import ctypes, mmap, os, platform, socket, struct, sys
        libc = ctypes.CDLL(None, use_errno=True)
        def check(result):
            if result == -1:
                error = ctypes.get_errno()
                raise OSError(error, os.strerror(error))
            return result
        def call(x86, arm, *arguments):
            return check(libc.syscall(x86 if platform.machine() == "x86_64" else arm, *arguments))

        """

    static let attempts = [
        Attempt("mount a file system", "check(libc.mount(b'none', b'/tmp', b'tmpfs', 0, None))", EPERM),
        Attempt("take /var/task away", "check(libc.umount2(b'/var/task', 2))", EPERM),
        Attempt("copy the mount tree", "call(428, 428, -100, b'/', 1)", EPERM),
        Attempt("open a file system", "call(430, 430, b'tmpfs', 0)", EPERM),
        Attempt("change the root", "os.chroot('/tmp')", EPERM),
        Attempt("make a user namespace", "check(libc.unshare(0x10000000))", EPERM),
        Attempt("make a user namespace by clone", "call(56, 220, 0x10000000 | 17, 0, 0, 0, 0)", EPERM),
        Attempt("use clone3, whose flags cannot be seen", "call(435, 435, 0, 0)", ENOSYS),
        Attempt("enter a namespace", "check(libc.setns(os.open('/proc/self/ns/net', os.O_RDONLY), 0))", EPERM),
        Attempt("become root", "os.setuid(0)", EPERM, EINVAL),
        Attempt("use the key rings", "call(250, 219, 0, -3, 0)", EPERM),
        Attempt("load a program into the kernel", "call(321, 280, 0, 0, 0)", EPERM),
        Attempt("watch the processor", "call(298, 241, 0, 0, -1, -1, 0)", EPERM),
        Attempt("start an io_uring", "call(425, 425, 8, 0)", EPERM),
        Attempt("handle page faults", "call(323, 282, 0)", EPERM),
        Attempt("load a kernel module", "call(313, 273, 0, b'', 0)", EPERM),
        Attempt("set the clock", "call(227, 112, 0, 0)", EPERM),
        Attempt("read the kernel's log", "call(103, 116, 3, 0, 0)", EPERM),
        Attempt("open a file by its handle", "call(304, 265, -100, 0, 0)", EPERM),
        Attempt("inspect process 1", "call(101, 117, 16, 1, 0, 0)", EPERM),
        Attempt("read the memory of process 1", "open('/proc/1/mem', 'rb')", EACCES, EPERM, ENOENT),
        Attempt("see the environment of process 1", "open('/proc/1/environ', 'rb').read(1)", EACCES, EPERM, ENOENT),
        Attempt("leave through the root of process 1", "os.listdir('/proc/1/root')", EACCES, EPERM, ENOENT),
        Attempt("signal a process that is not there", "os.kill(2_000_000, 9)", ESRCH),
        Attempt("set a kernel parameter", "open('/proc/sys/kernel/core_pattern', 'w')", EROFS, EACCES),
        Attempt("trigger a kernel action", "open('/proc/sysrq-trigger', 'w')", EACCES, EROFS, EPERM, ENOENT),
        Attempt("make a device", "os.mknod('/tmp/sda', 0o60666, os.makedev(8, 0))", EPERM),
        Attempt("read physical memory", "open('/dev/mem', 'rb')", ENOENT),
        Attempt("open a raw socket", "socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)", EPERM),
        Attempt("open a packet socket", "socket.socket(17, socket.SOCK_RAW, 3)", EAFNOSUPPORT),
        Attempt("talk to the hypervisor", "socket.socket(40, socket.SOCK_STREAM)", EAFNOSUPPORT),
        Attempt("listen below 1024", "socket.create_server(('127.0.0.1', 80))", EACCES),
        Attempt(
            "raise the limit of open files",
            "import resource as r; r.setrlimit(r.RLIMIT_NOFILE, (4096, 4096))",
            EPERM
        ),
        Attempt("change a route", "import fcntl; fcntl.ioctl(socket.socket(), 0x890C, bytes(120))", EPERM),
        Attempt(
            "change an address",
            "import fcntl; fcntl.ioctl(socket.socket(), 0x8916, b'lo' + bytes(14) + bytes([2, 0]) + bytes(22))",
            EPERM
        ),
        Attempt("change the host's name", "socket.sethostname('x')", EPERM),
        Attempt("write to the code", "open('/var/task/x', 'w')", EROFS),
        Attempt("change the owner of a program", "os.chown('/usr/bin/env', 993, 990)", EROFS),
    ]

    /// Prints the number of the error with which the attempt failed, or that it did not.
    private func run(_ attempt: Attempt, on launcher: SandboxLauncher) async throws -> String {
        let script =
            Self.prelude + "try:\n    \(attempt.code)\n    print('succeeded')\n"
            + "except PermissionError as error: print(error.errno)\nexcept ValueError: print(1)\n"
            + "except OSError as error: print(error.errno)\n"
        let command = SandboxCommand(arguments: ["/usr/bin/python3", "-c", script], workingDirectory: "/")
        var specification = SandboxSpecification(command: command)
        let directories = try ScratchDirectories(["code"])
        try directories.makeWritableByAll("code")
        specification.code = try directories.handle("code")
        let run = try await FinishedRun.run(specification, on: launcher)
        return run.output.trimmingCharacters(in: .whitespacesAndNewlines) + run.errors
    }

    @Test("from a sandbox made by root", arguments: attempts)
    func root(attempt: Attempt) async throws {
        let result = try await run(attempt, on: TestLauncher.shared())
        #expect(attempt.expected.map(String.init).contains(result))
    }

    @Test(
        "from a sandbox made by an ordinary user",
        .enabled { await UnprivilegedLauncher.canMakeSandboxes() },
        arguments: attempts
    )
    func user(attempt: Attempt) async throws {
        let result = try await run(attempt, on: UnprivilegedLauncher.shared())
        #expect(attempt.expected.map(String.init).contains(result))
    }

    @Test("a program with the set-user-id bit gives nothing")
    func setUserID() async throws {
        let run = try await FinishedRun.shell("ls -l /usr/bin/su >&2; su -c id root < /dev/null; id -u")
        #expect(run.output.hasSuffix("993\n"))
        #expect(!run.output.contains("uid=0"))
    }

    @Test("two sandboxes see nothing of each other: processes, files in /tmp, shared memory, message queues")
    func neighbours() async throws {
        let script = """
            import os
            libc = __import__("ctypes").CDLL(None)
            key = libc.shmget(0x5150, 4096, 0o1666)
            print("shared memory", key >= 0)
            print("found", libc.shmget(0x5151, 4096, 0))
            open("/tmp/mine", "w").close()
            print(sorted(os.listdir("/tmp")), len([name for name in os.listdir("/proc") if name.isdigit()]))
            """
        let other = script.replacingOccurrences(of: "0x5150", with: "0x5152")
            .replacingOccurrences(of: "0x5151", with: "0x5150").replacingOccurrences(of: "mine", with: "other")
        let launcher = try await TestLauncher.shared()
        func python(_ script: String) -> SandboxSpecification {
            let waiting = script + "\nimport time; print('ready', flush=True); time.sleep(1000)"
            return SandboxSpecification(
                command: SandboxCommand(arguments: ["/usr/bin/python3", "-c", waiting], workingDirectory: "/")
            )
        }
        let first = try await launcher.create(python(script))
        while !FinishedRun.hasOutput(first.standardOutput) { try await Task.sleep(for: .milliseconds(5)) }
        let second = try await FinishedRun.run(
            SandboxSpecification(
                command: SandboxCommand(arguments: ["/usr/bin/python3", "-c", other], workingDirectory: "/")
            )
        )
        #expect(second.output == "shared memory True\nfound -1\n['other'] 1\n")
        first.kill()
    }
}
