/// Why bytes could not be read as an operation's input, before any constraint was looked at.
enum DecodingFault: Error, Equatable {
    /// The document or the parameters are not well formed; the sentence says where.
    case malformed(String)
    /// A value is not of the kind that the shape asks for; the sentence is AWS's.
    case mistyped(String)
}
