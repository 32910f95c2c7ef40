import CSandbox

/// A listening TCP socket that the sandbox opens in its own network namespace and hands to the server.
///
/// Only processes inside that sandbox can connect to it: the address exists on the sandbox's own loopback interface.
package struct SandboxListener: Sendable, Hashable {
    /// The IPv4 address in host byte order; it is added to the sandbox's loopback interface.
    package let address: UInt32
    package let port: UInt16
    /// Whether it takes datagrams (UDP) in place of connections (TCP).
    package let takesDatagrams: Bool

    package init(address: UInt32, port: UInt16, takesDatagrams: Bool = false) {
        self.address = address
        self.port = port
        self.takesDatagrams = takesDatagrams
    }

    /// 169.254.100.1, the link-local address at which Lambda shows its Runtime API.
    private static let linkLocalAddress = UInt32(CSB_LISTENER_ADDRESS)

    /// 169.254.100.1:9001, the value of `AWS_LAMBDA_RUNTIME_API`.
    package static let runtimeAPI = SandboxListener(address: linkLocalAddress, port: 9001)

    /// 169.254.100.1:4566, the value of `AWS_ENDPOINT_URL` without its scheme.
    package static let gateway = SandboxListener(address: linkLocalAddress, port: 4566)

    /// Where TCP connections to the world arrive in a sandbox that ``SandboxSpecification/isRelayed``.
    package static let relay = SandboxListener(address: 0x7F00_0001, port: UInt16(CSB_RELAY_TCP_PORT))

    /// Where questions to name servers arrive in such a sandbox.
    package static let nameService = SandboxListener(
        address: 0x7F00_0001,
        port: UInt16(CSB_RELAY_NAME_PORT),
        takesDatagrams: true
    )

    /// `a.b.c.d:port`.
    package var hostAndPort: String {
        let bytes = [24, 16, 8, 0].map { String((address >> $0) & 0xFF) }
        return bytes.joined(separator: ".") + ":\(port)"
    }
}
