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
    init(_ text: String, qualifier: String? = nil, in scope: Scope) throws(ServiceFault) {
        var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        var scope = scope
        if parts.count >= 7, parts[0] == "arn", parts[2] == "lambda", parts[5] == "function" {
            scope = Scope(accountID: parts[4], region: parts[3])
            parts.removeFirst(6)
        } else if parts.count >= 3, parts[1] == "function" {
            scope = Scope(accountID: parts[0], region: scope.region)
            parts.removeFirst(2)
        } else if parts.count >= 2, parts[0] == "function" {
            parts.removeFirst()
        }
        guard let name = parts.first, !name.isEmpty, parts.count <= 2 else {
            throw Lambda.Fault.invalidParameterValue("Invalid function name or ARN: \(text)")
        }
        let own = parts.count == 2 ? parts[1] : nil
        if let own, let qualifier, own != qualifier {
            throw Lambda.Fault.invalidParameterValue(
                "The derived qualifier from the function name does not match the specified qualifier."
            )
        }
        self.scope = scope
        self.name = name
        self.qualifier = qualifier ?? own
    }

    /// The ARN of the function itself.
    var unqualifiedARN: String { "arn:aws:lambda:\(scope.region):\(scope.accountID):function:\(name)" }

    /// The ARN as it was named, which is what policies are asked about.
    var arn: String { qualifier.map { "\(unqualifiedARN):\($0)" } ?? unqualifiedARN }

    /// The function, when it exists and the qualifier names something of it.
    ///
    /// - Throws: `ResourceNotFoundException`.
    func find(in functions: FunctionState) throws(ServiceFault) -> Function {
        guard let function = functions.functions[name, in: scope], qualifier == nil || qualifier == "$LATEST" else {
            throw Lambda.Fault.resourceNotFound("Function not found: \(arn)")
        }
        return function
    }
}
