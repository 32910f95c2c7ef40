import IAMPolicy
import SigV4

/// The canonical user id of an account: "an obfuscated form of the AWS account ID", by which S3 names owners and by which
/// `CanonicalUser` principals mean the account.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-bucket-user-policy-specifying-principal-intro.html>
enum CanonicalUserID {
    /// Sixty-four hexadecimal digits that follow from the account id, so that none need be kept.
    static func of(accountID: String) -> String {
        Digest(hashing: Array("canonical user of \(accountID)".utf8)).hex
    }
}

extension RequestContext {
    /// A context of a caller of this server, whose account is known by its canonical user id too.
    init(of principal: Principal) {
        self.init(principal: principal, canonicalUserID: principal.account.map(CanonicalUserID.of))
    }
}
