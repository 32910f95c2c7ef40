/// The few names that random policies and requests draw on: few enough that they often meet, and close enough to each
/// other that a careless comparison confuses them.
enum ReferenceVocabulary {
    static let account = "123456789012"
    static let foreign = "999999999999"

    static let users = [
        "arn:aws:iam::123456789012:user/alice", "arn:aws:iam::123456789012:user/Alice",
        "arn:aws:iam::123456789012:user/team/alice", "arn:aws:iam::999999999999:user/bob",
    ]
    static let roles = [
        "arn:aws:iam::123456789012:role/Dev", "arn:aws:iam::123456789012:role/team/Dev",
        "arn:aws:iam::999999999999:role/X",
        "arn:aws:iam::123456789012:role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport",
    ]
    static let federatedSessions = [
        "arn:aws:sts::123456789012:federated-user/guest", "arn:aws:sts::999999999999:federated-user/guest",
    ]
    /// Ids that policies may hold in place of the ARNs of users and roles.
    static func uniqueID(of arn: String) -> String {
        let number = (users + roles).firstIndex(of: arn) ?? 0
        return (arn.contains(":user/") ? "AIDA" : "AROA") + "EXAMPLEEXAMPLE0\(number)"
    }

    static let identityProviders = ["accounts.google.com", "arn:aws:iam::123456789012:saml-provider/x"]
    static let services = ["sns.amazonaws.com", "s3.amazonaws.com", "lambda.amazonaws.com"]

    /// Actions with resources they make sense for.
    static let requests = [
        ("sqs:SendMessage", "arn:aws:sqs:us-east-1:123456789012:q"),
        ("sqs:ReceiveMessage", "arn:aws:sqs:us-east-1:123456789012:q:q"),
        ("s3:GetObject", "arn:aws:s3:::b/k"),
        ("s3:GetObject", "arn:aws:s3:::b/alice/k"),
        ("s3:PutObject", "arn:aws:s3:::b/caf\u{E9}"),
        ("s3:ListAllMyBuckets", "*"),
        ("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:123456789012:function:f"),
        ("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:123456789012:function:f:PROD"),
        ("kms:Decrypt", "arn:aws:kms:us-east-1:123456789012:key/1111"),
        ("iam:GetUser", "arn:aws:iam::123456789012:user/alice"),
        ("sts:GetCallerIdentity", "*"),
    ]
    static let trustRequests = [
        ("sts:AssumeRole", "arn:aws:iam::123456789012:role/Target"),
        ("sts:AssumeRoleWithWebIdentity", "arn:aws:iam::123456789012:role/Target"),
        ("sts:TagSession", "arn:aws:iam::123456789012:role/Target"),
    ]

    /// Variables in all their forms; the last ones have no value in most requests.
    static let variables = [
        "${aws:username}", "${AWS:UserName}", "${aws:PrincipalTag/a}", "${aws:PrincipalTag/a, 'x'}",
        "${aws:PrincipalTag/none,'k'}",
        "${*}", "${?}", "${$}", "${aws:PrincipalAccount}", "${aws:TagKeys}", "${aws:TagKeys, 'x'}",
        "${aws:PrincipalTag/none}",
    ]

    /// Those of the keys below, and of the documented cases, that AWS lists as multivalued.
    static let multivaluedKeys: Set = ["aws:tagkeys", "aws:principalservicenameslist", "lambda:subnetids"]

    /// Those of the documented cases whose actions have no resource type, so that only `*` covers them.
    static let actionsWithoutResource: Set = ["ec2:describeinstances", "dynamodb:listtables", "s3:listallmybuckets"]

    /// The S3 name of an account.
    static func canonicalUser(of account: String) -> String { String(repeating: account, count: 5) + "c0de" }

    /// Context keys that take each kind of value.
    static let keys: [ReferenceValueKind: [String]] = [
        .text: [
            "aws:PrincipalTag/a", "AWS:principaltag/A", "s3:prefix", "aws:TagKeys", "aws:username", "aws:PrincipalType",
        ],
        .number: ["s3:max-keys", "svc:sizes"],
        .date: ["aws:CurrentTime", "aws:TokenIssueTime"],
        .flag: ["aws:SecureTransport", "aws:MultiFactorAuthPresent"],
        .bytes: ["svc:key"],
        .address: ["aws:SourceIp", "aws:VpcSourceIp"],
        .arn: ["aws:SourceArn", "aws:PrincipalArn"],
    ]

    /// Values that requests send and policies name, a few of them of the wrong kind.
    static let values: [ReferenceValueKind: [String]] = [
        .text: ["", "x", "X", "k", "a/b", "a*", "alice", "caf\u{E9}", "cafe\u{301}", "User", "AssumedRole"],
        .number: ["0", "10", "10.0", "9.5", "-1", "9007199254740993", "9007199254740992", "1e1", "ten", ""],
        .date: [
            "2026", "2026-06", "2026-06-01", "2026-06-01T00:00:00Z", "2026-06-01T02:00:00+02:00", "2026-06-01T00:00Z",
            "2026-06-01T00:00:00.5Z", "1780272000", "2026-02-30", "yesterday",
        ],
        .flag: ["true", "false", "True", "yes"],
        .bytes: ["QUJD", "QUJE", "QQ==", "not base64!"],
        .address: [
            "203.0.113.7", "203.0.113.0/24", "203.0.113.9/24", "0.0.0.0/0", "2001:db8::1", "2001:DB8:0:0:0:0:0:1",
            "2001:db8::/32",
            "::/0", "203.0.113.0/33", "localhost",
        ],
        .arn: [
            "arn:aws:sns:us-east-1:123456789012:t", "arn:aws:sns:us-east-1:123456789012:t:u",
            "arn:aws:sns:*:123456789012:*",
            "arn:aws:sns:us-east-?:*:t", "arn:*:*:*:*:*", "arn:aws:iam::*:role/*",
            "arn:aws:iam::123456789012:user/alice", "*", "t",
        ],
    ]
}

/// The kinds of value that condition operators compare.
enum ReferenceValueKind: CaseIterable, Hashable {
    case text
    case number
    case date
    case flag
    case bytes
    case address
    case arn

    /// Every operator, by the kind of value it compares; `Null` compares none.
    static let operators: [String: ReferenceValueKind] = {
        let names: [(ReferenceValueKind, [String])] = [
            (
                .text,
                [
                    "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase",
                    "StringLike", "StringNotLike",
                ]
            ),
            (
                .number,
                ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"].map {
                    "Numeric" + $0
                }
            ),
            (
                .date,
                ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"].map {
                    "Date" + $0
                }
            ),
            (.flag, ["Bool"]), (.bytes, ["BinaryEquals"]), (.address, ["IpAddress", "NotIpAddress"]),
            (.arn, ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"]),
        ]
        return Dictionary(uniqueKeysWithValues: names.flatMap { kind, names in names.map { ($0, kind) } })
    }()
}
