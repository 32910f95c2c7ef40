import AWSWire
import StateStore

/// The input of an operation on the tags of one thing.
protocol TaggingInput: WireStructure {
    associatedtype Tagged: TaggedEntity

    /// The ARN that the call is authorised on, whether or not there is such a thing.
    func taggedResource(in call: IncomingCall) -> String

    /// - Throws: `NoSuchEntity`.
    func tagged(in identity: IdentityState, for call: AuthorizedCall) throws(ServiceFault) -> Tagged
}

/// … that brings tags.
protocol TagsInput: TaggingInput {
    var tags: [IAM.Tag] { get }
}

/// … that names the tags to be taken away.
protocol TagKeysInput: TaggingInput {
    var tagKeys: [String] { get }
}

/// … that asks for a page of tags.
protocol TagsPageInput: TaggingInput {
    var marker: String? { get }
    var maxItems: Int? { get }
}

/// The output of an operation that lists tags.
protocol TagsOutput: WireStructure {
    init(tags: [IAM.Tag], isTruncated: Bool?, marker: String?)
}

extension TaggingInput where Self: BearerInput, Bearer: TaggedEntity {
    func taggedResource(in call: IncomingCall) -> String {
        Bearer.resource(bearerName, in: call)
    }

    func tagged(in identity: IdentityState, for call: AuthorizedCall) throws(ServiceFault) -> Bearer {
        try Bearer.find(bearerName, in: identity, call.globalScope)
    }
}

/// The input of an operation on the tags of a customer managed policy; AWS's own have none.
protocol PolicyTaggingInput: TaggingInput where Tagged == ManagedPolicy {
    var policyARN: String { get }
}

extension PolicyTaggingInput {
    func taggedResource(in call: IncomingCall) -> String { policyARN }

    func tagged(in identity: IdentityState, for call: AuthorizedCall) throws(ServiceFault) -> ManagedPolicy {
        guard let policy = identity.managedPolicy(arn: policyARN, in: call.globalScope) else {
            throw IAMFaults.noPolicy(policyARN)
        }
        return policy
    }
}

extension IAM.TagUser.Input: UserInput, TagsInput {}
extension IAM.UntagUser.Input: UserInput, TagKeysInput {}
extension IAM.ListUserTags.Input: UserInput, TagsPageInput {}
extension IAM.ListUserTags.Output: TagsOutput {}
extension IAM.TagRole.Input: RoleInput, TagsInput {}
extension IAM.UntagRole.Input: RoleInput, TagKeysInput {}
extension IAM.ListRoleTags.Input: RoleInput, TagsPageInput {}
extension IAM.ListRoleTags.Output: TagsOutput {}
extension IAM.TagPolicy.Input: PolicyTaggingInput, TagsInput {}
extension IAM.UntagPolicy.Input: PolicyTaggingInput, TagKeysInput {}
extension IAM.ListPolicyTags.Input: PolicyTaggingInput, TagsPageInput {}
extension IAM.ListPolicyTags.Output: TagsOutput {}
