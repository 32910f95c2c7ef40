import Foundation

@testable import Sandbox

/// A TCP server that sends a greeting to whoever connects.
final class GreetingServer {
    struct Failure: Error {
        let errorNumber: Int32
    }

    let port: UInt16
    private let descriptor: CInt

    /// Listens on the host's loopback, at a port that the kernel chooses.
    init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) | listen(descriptor, 8) | getsockname(descriptor, generic, &length)
            }
        }
        guard result == 0 else { throw Failure(errorNumber: errno) }
        self.descriptor = descriptor
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit {
        close(descriptor)
    }

    /// Answers the first connection on a thread of its own, then closes the listener.
    static func serveOnce(_ listener: OwnedDescriptor, greeting: String) throws {
        guard let descriptor = listener.take() else { throw Failure(errorNumber: EBADF) }
        let thread = Thread {
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            // Signals of other tests' children interrupt it.
            while poll(&ready, 1, -1) < 0, errno == EINTR {}
            let connection = accept(descriptor, nil, nil)
            _ = greeting.withCString { send(connection, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
            close(connection)
            close(descriptor)
        }
        thread.start()
    }
}
