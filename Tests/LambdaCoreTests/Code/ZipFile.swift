/// Writes ZIP archives byte by byte, so that tests can also make those that no tool would write.
struct ZipFile {
    struct Entry {
        var name: String
        var content: [UInt8] = []
        /// Unix file type and permissions.
        var mode: UInt32 = 0o100644
        var isEncrypted = false
        /// Whether the archive says that the name is UTF-8; many tools write UTF-8 without saying so.
        var isMarkedUTF8 = false
        /// What the archive says the content's checksum is; nil for the truth.
        var claimedChecksum: UInt32?
    }

    static func file(_ name: String, _ text: String = "", mode: UInt32 = 0o100644) -> Entry {
        Entry(name: name, content: Array(text.utf8), mode: mode)
    }

    static func directory(_ name: String) -> Entry {
        Entry(name: name, mode: 0o040755)
    }

    static func link(_ name: String, to target: String) -> Entry {
        Entry(name: name, content: Array(target.utf8), mode: 0o120777)
    }

    /// The archive of `entries`, stored without compression.
    static func archive(_ entries: Entry...) -> [UInt8] {
        archive(entries)
    }

    static func archive(_ entries: [Entry]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let offset = UInt32(bytes.count)
            let common = commonHeader(of: entry)
            bytes += little(0x0403_4b50 as UInt32) + common + Array(entry.name.utf8) + entry.content
            directory += little(0x0201_4b50 as UInt32) + little(0x031E as UInt16) + common
            directory += little(0 as UInt16) + little(0 as UInt16) + little(0 as UInt16)
            directory += little(entry.mode << 16) + little(offset) + Array(entry.name.utf8)
        }
        let count = UInt16(truncatingIfNeeded: entries.count)
        let start = UInt32(bytes.count)
        bytes += directory
        bytes += little(0x0605_4b50 as UInt32) + little(0 as UInt16) + little(0 as UInt16)
        bytes += little(count) + little(count) + little(UInt32(directory.count)) + little(start) + little(0 as UInt16)
        return bytes
    }

    /// From "version needed" to the length of the extra field, as both headers have it.
    private static func commonHeader(of entry: Entry) -> [UInt8] {
        let flags: UInt16 = (entry.isEncrypted ? 1 : 0) | (entry.isMarkedUTF8 ? 1 << 11 : 0)
        let size = UInt32(entry.content.count)
        return little(20 as UInt16) + little(flags) + little(0 as UInt16)
            // 1 January 2020, noon.
            + little(0x6000 as UInt16) + little(0x5021 as UInt16)
            + little(entry.claimedChecksum ?? checksum(entry.content)) + little(size) + little(size)
            + little(UInt16(entry.name.utf8.count)) + little(0 as UInt16)
    }

    private static func little(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    /// CRC-32 of ISO 3309.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var register: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            register ^= UInt32(byte)
            for _ in 0..<8 {
                register = register & 1 == 1 ? register >> 1 ^ 0xEDB8_8320 : register >> 1
            }
        }
        return ~register
    }
}
