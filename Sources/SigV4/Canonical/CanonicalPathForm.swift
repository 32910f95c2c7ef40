/// How the path enters the canonical request.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
public enum CanonicalPathForm: Hashable, Sendable {
    /// Every service but S3: dot segments and repeated slashes removed, then the path, encoded as it came, encoded again.
    case normalizedAndEncodedTwice
    /// S3: each byte encoded exactly once and nothing removed, because `a//b` and `a/./b` are keys of their own.
    case encodedOnce
}
