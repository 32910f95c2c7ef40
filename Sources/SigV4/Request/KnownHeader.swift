/// The headers that give a signature its meaning, found while the head is read.
enum KnownHeader: Int, CaseIterable {
    case host
    case date
    case amazonDate
    case authorization
    case regionSet
    case contentSHA256
    case securityToken
    case decodedContentLength
    case trailer

    /// The header that a lower-case name stands for.
    init?(_ name: UnsafeRawBufferPointer) {
        switch name.count {
        case 4 where name.equals("host"): self = .host
        case 4 where name.equals("date"): self = .date
        case 10 where name.equals("x-amz-date"): self = .amazonDate
        case 13 where name.equals("authorization"): self = .authorization
        case 16 where name.equals("x-amz-region-set"): self = .regionSet
        case 20 where name.equals("x-amz-content-sha256"): self = .contentSHA256
        case 20 where name.equals("x-amz-security-token"): self = .securityToken
        case 28 where name.equals("x-amz-decoded-content-length"): self = .decodedContentLength
        case 13 where name.equals("x-amz-trailer"): self = .trailer
        default: return nil
        }
    }

    /// How the name is written in an error.
    var name: String {
        switch self {
        case .host: "Host"
        case .date: "Date"
        case .amazonDate: "X-Amz-Date"
        case .authorization: "Authorization"
        case .regionSet: "X-Amz-Region-Set"
        case .contentSHA256: "X-Amz-Content-Sha256"
        case .securityToken: "X-Amz-Security-Token"
        case .decodedContentLength: "X-Amz-Decoded-Content-Length"
        case .trailer: "X-Amz-Trailer"
        }
    }
}
