/// An error that a service answers: what the client is told, before a protocol gives it a form.
package struct ServiceFault: Error, Sendable, Equatable {
    /// The error code as clients match it, such as `NoSuchEntity` or `ResourceNotFoundException`.
    package let code: String
    /// The sentence for the reader; nil for the few errors that AWS answers without one.
    package let message: String?
    /// The HTTP status code.
    package let status: Int
    /// Whose mistake it was.
    package let origin: Origin
    /// The key of the message in a JSON body: most services write `message`, some shapes `Message`.
    package let messageKey: String
    /// Further members of the error's shape in the order to be written, such as Lambda's `Type` and `Reason`.
    package let members: [Member]
    /// Further header fields of the answer, such as `Retry-After`.
    package let headers: [Member]

    /// Whose mistake an error was, in the words of the query protocol.
    package enum Origin: String, Sendable {
        case sender = "Sender"
        case receiver = "Receiver"
    }

    /// A name with its text.
    package struct Member: Sendable, Equatable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(
        code: String,
        message: String?,
        status: Int = 400,
        origin: Origin = .sender,
        messageKey: String = "message",
        members: [Member] = [],
        headers: [Member] = []
    ) {
        self.code = code
        self.message = message
        self.status = status
        self.origin = origin
        self.messageKey = messageKey
        self.members = members
        self.headers = headers
    }
}

extension [ServiceFault.Member] {
    /// The members that have a value, in order; what the generated errors are made with.
    static func present(_ members: [(name: String, value: String?)]) -> Self {
        members.compactMap { member in member.value.map { ServiceFault.Member(member.name, $0) } }
    }
}
