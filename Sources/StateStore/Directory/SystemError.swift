import Glibc

/// An errno, which prints as the C library's sentence for it.
struct SystemError: Error, Equatable, CustomStringConvertible {
    let code: Int32

    /// The reason of the system call that failed last on this thread.
    static var latest: Self { Self(code: errno) }

    var description: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
