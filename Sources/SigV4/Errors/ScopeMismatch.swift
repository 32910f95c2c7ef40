/// A credential scope that is not the one the endpoint and the request's date call for.
public struct ScopeMismatch: Hashable, Sendable {
    /// The scope as the request gave it.
    public let scope: CredentialScope
    public let terminator: String
    public let expectedService: String
    public let expectedRegion: String
    public let signedAt: SigningTime

    public var isRegionWrong: Bool { scope.region.map { $0 != expectedRegion } ?? false }
    public var isServiceWrong: Bool { scope.service != expectedService }
    public var isTerminatorWrong: Bool { terminator != "aws4_request" }
    public var isDateWrong: Bool { scope.date != signedAt.dateStamp }
}

extension ScopeMismatch {
    /// AWS names every wrong part, in this order.
    var message: String {
        var sentences: [String] = []
        if isRegionWrong, let region = scope.region {
            sentences.append("Credential should be scoped to a valid region, not '\(region)'.")
        }
        if isServiceWrong {
            sentences.append("Credential should be scoped to correct service: '\(expectedService)'.")
        }
        if isTerminatorWrong {
            sentences.append(
                "Credential should be scoped with a valid terminator: 'aws4_request', not '\(terminator)'."
            )
        }
        if isDateWrong {
            sentences.append(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                    + "'\(scope.date)' != '\(signedAt.dateStamp)', from '\(signedAt.basicFormat)'."
            )
        }
        return sentences.joined(separator: " ")
    }
}
