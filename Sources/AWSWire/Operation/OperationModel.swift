/// The facts of one operation that the router and the codecs need, without its Swift types.
///
/// Immutable, and a class so that every request can hold it for the price of one reference.
package final class OperationModel: Sendable {
    /// The operation's name as the model and the API spell it, such as `CreateUser`.
    package let name: String
    /// Method, path template and success status; what REST protocols route by.
    package let http: HTTPBinding
    /// The generated type of the input, which carries its schema.
    package let input: any ReadableStructure.Type
    /// The generated type of the output, which carries its schema.
    package let output: any WritableStructure.Type
    /// The element around the members in an XML answer of the query protocol, such as `CreateUserResult`;
    /// nil when the operation answers nothing but its request id.
    package let resultWrapper: String?
    /// The root element of an XML answer of a REST protocol; nil where the output's own name is it.
    package let rootElement: String?
    /// Whether the one member of an XML answer is the root element's text.
    package let unwrapsOutput: Bool
    /// Whether callers may leave it unsigned, as `AssumeRoleWithWebIdentity` allows.
    package let acceptsUnsigned: Bool

    package init(
        _ name: String,
        _ http: HTTPBinding,
        input: any ReadableStructure.Type,
        output: any WritableStructure.Type,
        resultWrapper: String? = nil,
        rootElement: String? = nil,
        unwrapsOutput: Bool = false,
        acceptsUnsigned: Bool = false
    ) {
        self.name = name
        self.http = http
        self.input = input
        self.output = output
        self.resultWrapper = resultWrapper
        self.rootElement = rootElement
        self.unwrapsOutput = unwrapsOutput
        self.acceptsUnsigned = acceptsUnsigned
    }
}
