import AWSWire
import StateStore

/// The name by which S3 calls an account: sixty-four hexadecimal digits that do not give the account's number away.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/finding-canonical-user-id.html>
enum CanonicalUser {
    static func id(ofAccount account: String) -> String {
        ContentHash(of: Array("canonical user of \(account)".utf8)).hexadecimal
    }
}

extension S3.Owner {
    init(account: String) {
        self.init(id: CanonicalUser.id(ofAccount: account))
    }
}
