import Glibc

/// A file of the kernel's that is read or written whole, such as one of a control group; closed with this object.
final class ControlFile: Sendable {
    private let descriptor: CInt

    /// Takes ownership of an open descriptor.
    init(_ descriptor: CInt) {
        self.descriptor = descriptor
    }

    /// The decimal number in the file; nil when there is none.
    func number() -> UInt64? {
        withUnsafeTemporaryAllocation(byteCount: 24, alignment: 1) { buffer in
            let count = pread(descriptor, buffer.baseAddress, buffer.count, 0)
            let digits = buffer.prefix(max(0, count)).prefix { (48...57).contains($0) }
            guard !digits.isEmpty else { return nil }
            return digits.reduce(0) { value, digit in value &* 10 &+ UInt64(digit - 48) }
        }
    }

    /// The number in the line `name: 123 kB`, as `/proc/PID/status` has them; nil when there is none.
    func kilobytes(named name: String) -> UInt64? {
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
            let count = pread(descriptor, buffer.baseAddress, buffer.count, 0)
            let text = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
            let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
            return line.flatMap { UInt64($0.filter(\.isNumber)) }
        }
    }

    /// Writes one digit. Returns 0 or an `errno`.
    func write(digit: UInt8) -> Int32 {
        var byte = digit + 48
        return pwrite(descriptor, &byte, 1, 0) == 1 ? 0 : errno
    }

    deinit {
        close(descriptor)
    }
}
