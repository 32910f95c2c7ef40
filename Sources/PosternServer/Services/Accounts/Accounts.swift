import AWSWire

/// Postern's own operations on accounts, for which AWS has no interface. They are called like AWS's: signed, authorised
/// and recorded.
enum Accounts {
    static let service = ServiceModel(
        name: "postern",
        signingName: "postern",
        endpointPrefix: "postern",
        apiVersion: "2026-11-27",
        protocols: [.json11],
        targetPrefix: "Postern_20261127",
        validation: ValidationStyle(code: "ValidationException"),
        operations: [CreateAccount.model]
    )

    enum CreateAccount: WireOperation {
        static var service: ServiceModel { Accounts.service }

        static let model = OperationModel(
            "CreateAccount",
            HTTPBinding("POST", "/"),
            input: Input.self,
            output: Output.self
        )

        struct Input: ReadableStructure {
            let accountName: String
            let accountID: String?
            let email: String?

            static let schema = StructureSchema(
                "CreateAccountRequest",
                [
                    MemberSchema(
                        "AccountName",
                        .string(StringConstraints(min: 1, max: 50, pattern: #"[\u0020-\u007E]+"#)),
                        required: true
                    ),
                    MemberSchema("AccountId", .string(StringConstraints(pattern: #"^\d{12}$"#))),
                    MemberSchema(
                        "Email",
                        .string(StringConstraints(min: 6, max: 64, pattern: #"[^\s@]+@[^\s@]+\.[^\s@]+"#))
                    ),
                ]
            )

            init(from members: inout MemberReader) throws(ShapeMismatch) {
                accountName = try members.required()
                accountID = try members.next()
                email = try members.next()
            }
        }

        /// In the form in which `postern account create --format json` prints it.
        struct Output: WritableStructure {
            let listing: AccountListing

            static let schema = StructureSchema(
                "CreateAccountResponse",
                [
                    MemberSchema("id", .string()), MemberSchema("name", .string()), MemberSchema("email", .string()),
                    MemberSchema("status", .string()), MemberSchema("rootAccessKey", .structure(RootAccessKey.self)),
                ]
            )

            func write(to members: inout MemberWriter) {
                members.put(listing.id)
                members.put(listing.name)
                members.put(listing.email)
                members.put(listing.status)
                members.put(listing.rootAccessKey.map(RootAccessKey.init))
            }
        }

        struct RootAccessKey: WritableStructure {
            let key: AccountListing.RootAccessKey

            static let schema = StructureSchema(
                "RootAccessKey",
                [MemberSchema("accessKeyId", .string()), MemberSchema("secretAccessKey", .string(), sensitive: true)]
            )

            func write(to members: inout MemberWriter) {
                members.put(key.accessKeyID)
                members.put(key.secretAccessKey)
            }
        }
    }
}
