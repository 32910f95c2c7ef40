/// A cyclic redundancy check over bytes that come in pieces, eight bytes a step.
///
/// <https://www.w3.org/TR/png/#D-CRCAppendix> describes the method, `reveng`'s catalogue the three kinds.
struct RedundancyCheck {
    /// The kinds differ in their width and polynomial; all are reflected, begin with ones and end inverted.
    enum Kind {
        case crc32, crc32c, crc64nvme

        /// Reflected.
        var polynomial: UInt64 {
            switch self {
            case .crc32: 0xEDB8_8320
            case .crc32c: 0x82F6_3B78
            case .crc64nvme: 0x9A6C_9329_AC4B_C9B5
            }
        }

        var width: Int { self == .crc64nvme ? 64 : 32 }
        var ones: UInt64 { width == 64 ? .max : 0xFFFF_FFFF }

        fileprivate var tables: [UInt64] {
            switch self {
            case .crc32: Self.crc32Tables
            case .crc32c: Self.crc32cTables
            case .crc64nvme: Self.crc64nvmeTables
            }
        }

        private static let crc32Tables = Kind.crc32.makeTables()
        private static let crc32cTables = Kind.crc32c.makeTables()
        private static let crc64nvmeTables = Kind.crc64nvme.makeTables()

        /// Eight tables of 256: what a byte does to the register, and what it does when up to seven more follow it.
        private func makeTables() -> [UInt64] {
            var tables = [UInt64](repeating: 0, count: 8 * 256)
            for byte in 0..<256 {
                var register = UInt64(byte)
                for _ in 0..<8 { register = register & 1 == 1 ? register >> 1 ^ polynomial : register >> 1 }
                tables[byte] = register
            }
            for index in 256..<(8 * 256) {
                let before = tables[index - 256]
                tables[index] = before >> 8 ^ tables[Int(before & 0xFF)]
            }
            return tables
        }
    }

    let kind: Kind
    private var register: UInt64

    init(_ kind: Kind) {
        self.kind = kind
        register = kind.ones
    }

    var value: UInt64 { register ^ kind.ones }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        kind.tables.withUnsafeBufferPointer { tables in
            var position = 0
            while position + 8 <= bytes.count {
                let word =
                    register ^ UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
                register =
                    tables[7 * 256 + Int(word & 0xFF)] ^ tables[6 * 256 + Int(word >> 8 & 0xFF)]
                    ^ tables[5 * 256 + Int(word >> 16 & 0xFF)] ^ tables[4 * 256 + Int(word >> 24 & 0xFF)]
                    ^ tables[3 * 256 + Int(word >> 32 & 0xFF)] ^ tables[2 * 256 + Int(word >> 40 & 0xFF)]
                    ^ tables[256 + Int(word >> 48 & 0xFF)] ^ tables[Int(word >> 56)]
                position += 8
            }
            while position < bytes.count {
                register = register >> 8 ^ tables[Int((register ^ UInt64(bytes[position])) & 0xFF)]
                position += 1
            }
        }
    }
}

extension RedundancyCheck.Kind {
    /// The check of two texts one behind the other, from the checks of each: the first is carried past as many zero
    /// bytes as the second has, by squaring the matrix of one zero bit.
    ///
    /// <https://stackoverflow.com/a/23126768> explains the method.
    func combined(_ first: UInt64, _ second: UInt64, secondLength: Int) -> UInt64 {
        guard secondLength > 0 else { return first }
        var matrix = [polynomial] + (0..<(width - 1)).map { UInt64(1) << UInt64($0) }
        var carried = first
        // From one zero bit to one zero byte.
        for _ in 0..<3 { matrix = Self.square(matrix) }
        var remaining = secondLength
        while remaining > 0 {
            if remaining & 1 == 1 { carried = Self.product(matrix, carried) }
            remaining >>= 1
            if remaining > 0 { matrix = Self.square(matrix) }
        }
        return carried ^ second
    }

    private static func product(_ matrix: [UInt64], _ vector: UInt64) -> UInt64 {
        var (sum, rest, column) = (UInt64(0), vector, 0)
        while rest != 0 {
            if rest & 1 == 1 { sum ^= matrix[column] }
            rest >>= 1
            column += 1
        }
        return sum
    }

    private static func square(_ matrix: [UInt64]) -> [UInt64] {
        matrix.map { product(matrix, $0) }
    }
}
