import Glibc

/// The addresses of this host's own interfaces: what listens on them is not the internet, however public they are.
enum HostAddresses {
    /// - Parameter address: an IPv4 address in host byte order.
    /// - Returns: true also when the interfaces cannot be listed.
    static func include(_ address: UInt32) -> Bool {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return true }
        defer { freeifaddrs(first) }
        var next = first
        while let interface = next {
            if ipv4(interface.pointee.ifa_addr) == address { return true }
            next = interface.pointee.ifa_next
        }
        return false
    }

    private static func ipv4(_ address: UnsafeMutablePointer<sockaddr>?) -> UInt32? {
        guard let address, address.pointee.sa_family == sa_family_t(AF_INET) else { return nil }
        return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
            UInt32(bigEndian: $0.pointee.sin_addr.s_addr)
        }
    }
}
