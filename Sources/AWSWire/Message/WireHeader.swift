/// One HTTP header field as it came or goes: the name in any letter case, the value without surrounding white space.
package typealias WireHeader = (name: String, value: String)

extension Sequence where Element == WireHeader {
    /// The value of the first field called `name`, compared without regard to ASCII letter case.
    package func first(named name: String) -> String? {
        first { $0.name.equalsIgnoringASCIICase(name) }?.value
    }
}

extension String {
    /// Whether both strings are equal when `A`–`Z` count as `a`–`z`; the comparison HTTP asks for field names.
    func equalsIgnoringASCIICase(_ other: String) -> Bool {
        utf8.count == other.utf8.count
            && utf8.elementsEqual(other.utf8) { $0.asciiLowercased == $1.asciiLowercased }
    }
}

extension UInt8 {
    /// `A`–`Z` as `a`–`z`, every other byte as it is.
    var asciiLowercased: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}
