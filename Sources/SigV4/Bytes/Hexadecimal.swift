/// Lower-case hexadecimal, the form of every hash and signature in SigV4.
enum Hexadecimal {
    /// Writes two digits for each byte of a digest, 64 in all.
    static func write(_ digest: Digest, to output: UnsafeMutablePointer<UInt8>) {
        for index in 0..<32 {
            let byte = digest.bytes[index]
            output[2 &* index] = digit(byte >> 4)
            output[2 &* index &+ 1] = digit(byte & 15)
        }
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
