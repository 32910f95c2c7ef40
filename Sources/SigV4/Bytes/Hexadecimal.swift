/// Lower-case hexadecimal, the form of every hash and signature in SigV4.
enum Hexadecimal {
    /// Writes two digits for each byte of a digest, 64 in all.
    static func write(_ digest: Digest, to output: UnsafeMutablePointer<UInt8>) {
        let output = UnsafeMutableRawPointer(output)
        digest.withBytes { bytes in
            for offset in stride(from: 0, to: 32, by: 4) {
                let word = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
                output.storeBytes(of: digits(of: word).bigEndian, toByteOffset: 2 &* offset, as: UInt64.self)
            }
        }
    }

    /// Eight digits, the first in the highest byte. Each nibble gets a byte of its own; those above nine are moved from
    /// behind `9` to `a`.
    private static func digits(of word: UInt32) -> UInt64 {
        var spread = UInt64(word)
        spread = (spread | spread << 16) & 0x0000_FFFF_0000_FFFF
        spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FF
        spread = (spread | spread << 4) & 0x0F0F_0F0F_0F0F_0F0F
        let isLetter = (spread &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return spread &+ 0x3030_3030_3030_3030 &+ isLetter &* 0x27
    }

    /// The digits of any bytes.
    static func text(of bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.flatMap { [digit($0 >> 4), digit($0 & 15)] }, as: UTF8.self)
    }

    /// The bytes that digits of either case stand for; `nil` if they are not pairs of digits.
    static func bytes(of digits: UnsafeRawBufferPointer) -> [UInt8]? {
        guard digits.count % 2 == 0 else { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = ASCII.hexValue(digits[index]), let low = ASCII.hexValue(digits[index + 1]) else {
                return nil
            }
            result.append(high << 4 | low)
        }
        return result
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value &+ (value < 10 ? 0x30 : 0x57)
    }
}
