/// Everything that decides what one sandbox is: what it sees, what it may use, what it runs.
///
/// The root file system is Lambda's: `/var/task` (code), `/opt` (layers), `/var/runtime` (runtime client), `/var/lang`
/// (interpreter), all read-only, a private writable `/tmp`, the host's `/usr`, and a synthetic `/etc`. Nothing else of
/// the host exists inside. Processes are Lambda's `sbx_user1051`, user 993 of group 990.
package struct SandboxSpecification: Sendable {
    /// Shown read-only at `/var/task`.
    package var code: DirectoryHandle?

    /// Merged read-only at `/opt`; where two layers hold the same path, the later one wins. At most
    /// ``layerLimit``.
    package var layers: [DirectoryHandle]

    /// Merged read-only at `/var/runtime`, later wins: the runtime client and, for Python, a folder with boto3.
    /// At most ``runtimeDirectoryLimit``.
    package var runtime: [DirectoryHandle]

    /// Shown read-only at `/var/lang`: the prefix of an interpreter that does not live under `/usr`.
    package var language: DirectoryHandle?

    /// Size of `/tmp` in bytes; Lambda's `EphemeralStorage.Size`, 512 to 10,240 MiB.
    package var temporaryStorageBytes = defaultTemporaryStorageBytes

    /// Memory of all processes together, in bytes; 0 means no limit.
    package var memoryLimitBytes: UInt64 = 0

    /// The share of a processor when others compete for it, in thousandths of one (1,769 MB of memory earn 1,000).
    package var cpuShareThousandths: UInt32 = 1000

    /// Processes and threads together; Lambda's limit is 1,024.
    package var processLimit: UInt32 = 1024

    /// At most 64 bytes.
    package var hostname = "169-254-100-1"

    /// Sockets to open inside; ``Sandbox/listeners`` has them in the same order. At most ``listenerLimit``.
    package var listeners: [SandboxListener] = [.runtimeAPI, .gateway]

    package var command: SandboxCommand

    /// Programs that are started first and run beside the command; ``Sandbox/startCommand()`` starts that. At most
    /// ``companionLimit``. Nothing can be prepared for a sandbox that has them.
    package var companions: [SandboxCommand] = []

    /// Whether what goes out to the world arrives at ``SandboxListener/relay`` and ``SandboxListener/nameService``, which
    /// must be among the listeners. Otherwise the world is unreachable.
    package var isRelayed = false

    /// How to have the program waiting before it is needed; nil starts it when the sandbox is made.
    package var preparation: SandboxPreparation?

    package static let defaultTemporaryStorageBytes: UInt64 = 512 << 20
    package static let layerLimit = 5
    package static let runtimeDirectoryLimit = 3
    package static let listenerLimit = 4
    package static let companionLimit = 10

    package init(
        command: SandboxCommand,
        code: DirectoryHandle? = nil,
        layers: [DirectoryHandle] = [],
        runtime: [DirectoryHandle] = [],
        language: DirectoryHandle? = nil
    ) {
        self.command = command
        self.code = code
        self.layers = layers
        self.runtime = runtime
        self.language = language
    }
}
