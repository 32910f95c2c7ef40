import AWSWire
import StateStore

/// A function as a call names it: by name, partial ARN or full ARN, each with or without a qualifier.
///
/// <https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html>
struct FunctionReference: Sendable {
    let scope: Scope
    let name: String
    /// A version or an alias; nil when none was named.
    let qualifier: String?

    init(scope: Scope, name: String, qualifier: String?) {
        self.scope = scope
        self.name = name
        self.qualifier = qualifier
    }

    /// - Parameters:
    ///   - text: `f`, `f:PROD`, `123456789012:function:f`, `function:f`, or the full ARN.
    ///   - qualifier: of the call's own parameter; must not contradict the one in `text`.
    ///   - scope: of the call: a function of another region cannot be reached.
    init(_ text: String, qualifier: String? = nil, in scope: Scope) throws(ServiceFault) {
        let named = FunctionNameParts(text)
        guard let name = named.name, !name.isEmpty else {
            throw Lambda.Fault.invalidParameterValue("Invalid function name or ARN: \(text)")
        }
        if let region = named.region, region != scope.region {
            throw Lambda.Fault.resourceNotFound(
                "Functions from '\(region)' are not reachable in this region ('\(scope.region)')"
            )
        }
        if let own = named.qualifier, let qualifier, own != qualifier {
            throw Lambda.Fault.invalidParameterValue(
                "The derived qualifier from the function name does not match the specified qualifier."
            )
        }
        self.scope = Scope(accountID: named.accountID ?? scope.accountID, region: scope.region)
        self.name = name
        self.qualifier = qualifier ?? named.qualifier
    }

    /// The function, whatever version or alias was named.
    var unqualified: FunctionReference { FunctionReference(scope: scope, name: name, qualifier: nil) }

    /// The ARN of the function itself.
    var unqualifiedARN: String { "arn:aws:lambda:\(scope.region):\(scope.accountID):function:\(name)" }

    /// The ARN as it was named, which is what policies are asked about.
    var arn: String { qualifier.map { "\(unqualifiedARN):\($0)" } ?? unqualifiedARN }
}

/// The parts of what a function is called, as far as they are given.
///
/// The pattern of `FunctionName` makes every part before the name optional, so each is told by its form.
private struct FunctionNameParts {
    var region: String?
    var accountID: String?
    var name: String?
    var qualifier: String?

    init(_ text: String) {
        var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)[...]
        if parts.count > 3, parts.first == "arn", parts.dropFirst(2).first == "lambda" { parts.removeFirst(3) }
        if parts.count > 1, let first = parts.first, Self.isRegion(first) {
            region = first
            parts.removeFirst()
        }
        if parts.count > 1, let first = parts.first, Self.isAccountID(first) {
            accountID = first
            parts.removeFirst()
        }
        if parts.count > 1, parts.first == "function" { parts.removeFirst() }
        guard parts.count <= 2 else { return }
        name = parts.first
        qualifier = parts.count == 2 ? parts.last : nil
    }

    private static func isRegion(_ text: String) -> Bool {
        let words = text.split(separator: "-", omittingEmptySubsequences: false)
        guard words.count >= 3, let last = words.last, last.utf8.count == 1 else { return false }
        return words[0].utf8.count == 2 && last.utf8.allSatisfy(\.isDigit)
            && words.dropLast().allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(\.isLowercaseLetter) }
    }

    private static func isAccountID(_ text: String) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy(\.isDigit)
    }
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    var isLowercaseLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
}
