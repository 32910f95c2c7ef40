import AWSWire
import StateStore

/// `TagUser`, `TagRole` and their like: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html>
struct SetTags<Wire: WireOperation>: ServiceOperation where Wire.Input: TagsInput, Wire.Output == Unit {
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [
            AuthorizationRequirement(
                Self.action,
                on: input.taggedResource(in: call),
                ownedBy: call.accountID,
                context: AuthorizationRequirement.requestTagKeys(input.tags)
            )
        ]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        let tags = try [Tag](checking: input.tags)
        return .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var entity = try input.tagged(in: transaction.identity, for: call)
                try entity.setTags(tags)
                transaction.apply(Wire.Input.Tagged.change(.put(entity)))
                return Unit()
            }
        }
    }
}

/// `UntagUser`, `UntagRole` and their like; keys that are not set are no error.
struct RemoveTags<Wire: WireOperation>: ServiceOperation where Wire.Input: TagKeysInput, Wire.Output == Unit {
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        var requirement = AuthorizationRequirement(
            Self.action,
            on: input.taggedResource(in: call),
            ownedBy: call.accountID
        )
        requirement.context = [(key: "aws:TagKeys", values: input.tagKeys)]
        return [requirement]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var entity = try input.tagged(in: transaction.identity, for: call)
                entity.removeTags(input.tagKeys)
                transaction.apply(Wire.Input.Tagged.change(.put(entity)))
                return Unit()
            }
        }
    }
}

/// `ListUserTags`, `ListRoleTags` and their like, sorted by key.
struct ListTags<Wire: WireOperation>: ServiceOperation where Wire.Input: TagsPageInput, Wire.Output: TagsOutput {
    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [AuthorizationRequirement(Self.action, on: input.taggedResource(in: call), ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let tags = try input.tagged(in: call.identity, for: call).tags.sorted { $0.key < $1.key }
        let page = try Page(of: tags, after: input.marker, maxItems: input.maxItems, key: \.key)
        return .finished(
            Wire.Output(tags: page.items.map(IAM.Tag.init), isTruncated: page.isTruncated, marker: page.marker)
        )
    }
}
