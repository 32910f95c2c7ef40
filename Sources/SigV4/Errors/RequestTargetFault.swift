/// What is wrong with a request target.
public enum RequestTargetFault: Hashable, Sendable {
    /// Neither origin form nor absolute form.
    case notAPath
    /// `..` climbs above the root.
    case aboveRoot
    /// A `%` in the path is not followed by two hexadecimal digits.
    case malformedEscape
    /// The authority of an absolute-form target differs from the `Host` header.
    case hostDiffers
    /// The method is not an HTTP token.
    case malformedMethod
}
