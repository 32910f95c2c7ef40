/// A listening TCP socket that the sandbox opens in its own network namespace and hands to the server.
///
/// Only processes inside that sandbox can connect to it: the address exists on the sandbox's own loopback interface.
package struct SandboxListener: Sendable, Hashable {
    /// The IPv4 address in host byte order; it is added to the sandbox's loopback interface.
    package let address: UInt32
    package let port: UInt16

    package init(address: UInt32, port: UInt16) {
        self.address = address
        self.port = port
    }

    /// 169.254.100.1, the link-local address at which Lambda shows its Runtime API.
    private static let linkLocalAddress: UInt32 = 0xA9FE_6401

    /// 169.254.100.1:9001, the value of `AWS_LAMBDA_RUNTIME_API`.
    package static let runtimeAPI = SandboxListener(address: linkLocalAddress, port: 9001)

    /// 169.254.100.1:4566, the value of `AWS_ENDPOINT_URL` without its scheme.
    package static let gateway = SandboxListener(address: linkLocalAddress, port: 4566)

    /// `a.b.c.d:port`.
    package var hostAndPort: String {
        let bytes = [24, 16, 8, 0].map { String((address >> $0) & 0xFF) }
        return bytes.joined(separator: ".") + ":\(port)"
    }
}
