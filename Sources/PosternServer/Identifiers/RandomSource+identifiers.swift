import StateStore

extension RandomSource {
    /// A random UUID (version 4) in lower case, the form of AWS's request ids.
    func uuid() -> String {
        var bytes = bytes(16)
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        return String(unsafeUninitializedCapacity: 36) { text in
            var position = 0
            for (index, byte) in bytes.enumerated() {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    text[position] = UInt8(ascii: "-")
                    position += 1
                }
                text[position] = hexDigits[Int(byte >> 4)]
                text[position + 1] = hexDigits[Int(byte & 15)]
                position += 2
            }
            return position
        }
    }

    /// An identifier of IAM: four letters that name the kind of thing, then letters `A`–`Z` and digits `2`–`7`; twenty
    /// characters in all for access keys, twenty-one for everything else.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids>
    func uniqueID(_ prefix: UniqueIDPrefix) -> String {
        switch prefix {
        case .longTermAccessKey, .temporaryAccessKey: prefix.rawValue + text(of: 16, from: base32Letters)
        case .user, .group, .role, .managedPolicy, .instanceProfile: prefix.rawValue + text(of: 17, from: base32Letters)
        }
    }

    /// A secret access key: forty characters of base64's alphabet.
    func secretAccessKey() -> String {
        text(of: 40, from: base64Letters)
    }

    /// The first label of a function URL's host: thirty-two lower-case letters and digits.
    func functionURLID() -> String {
        text(of: 32, from: base32Letters).lowercased()
    }

    /// An authorization id: thirty-two lower-case hexadecimal digits.
    func authorizationID() -> String {
        String(unsafeUninitializedCapacity: 32) { text in
            for (index, byte) in bytes(16).enumerated() {
                text[2 * index] = hexDigits[Int(byte >> 4)]
                text[2 * index + 1] = hexDigits[Int(byte & 15)]
            }
            return 32
        }
    }

    /// The twelve decimal digits of an account.
    func accountID() -> String {
        text(of: 12, inBase: 10)
    }

    /// Lower-case letters and digits, of which the identifiers of Organizations consist.
    func lowercaseText(of count: Int) -> String {
        text(of: count, inBase: 36)
    }

    /// Digits of a base that need not divide 256: bytes that would make some digits likelier are drawn again.
    private func text(of count: Int, inBase base: Int) -> String {
        let fair = 256 - 256 % base
        var text = ""
        while text.utf8.count < count {
            text += bytes(count - text.utf8.count).filter { $0 < fair }.map { String(Int($0) % base, radix: base) }
                .joined()
        }
        return text
    }

    /// - Parameter letters: their number divides 256, so every letter is equally likely.
    private func text(of count: Int, from letters: [UInt8]) -> String {
        String(decoding: bytes(count).map { letters[Int($0) % letters.count] }, as: UTF8.self)
    }
}

/// The first four letters of IAM's identifiers.
enum UniqueIDPrefix: String {
    case longTermAccessKey = "AKIA"
    case temporaryAccessKey = "ASIA"
    case user = "AIDA"
    case group = "AGPA"
    case role = "AROA"
    case managedPolicy = "ANPA"
    case instanceProfile = "AIPA"
}

private let hexDigits = Array("0123456789abcdef".utf8)
private let base32Letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
private let base64Letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
