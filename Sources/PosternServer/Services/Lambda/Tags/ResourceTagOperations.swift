import AWSWire
import StateStore

/// `TagResource`: <https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html>
struct TagResource: ServiceOperation {
    typealias Wire = Lambda.TagResource
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [try .tagged(Self.action, input.resource, in: call, context: input.tags.requestTagKeys)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let resource = try LambdaTaggedResource(input.resource, in: call.scope)
        guard !input.tags.isEmpty else {
            throw Lambda.Fault.invalidParameterValue("An error occurred and the request cannot be processed.")
        }
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.changeTags(of: resource) { tags throws(ServiceFault) in
                for (key, value) in input.tags.sorted(by: { $0.key < $1.key }) {
                    let tag = Tag(key: key, value: value)
                    if let index = tags.firstIndex(where: { $0.key == key }) {
                        tags[index] = tag
                    } else {
                        tags.append(tag)
                    }
                }
                guard tags.count <= FunctionLimits.tags else { throw FunctionChecks.tooManyTags }
            }
            return Unit()
        }
    }
}

/// `UntagResource`: a key that is not there is no error.
struct UntagResource: ServiceOperation {
    typealias Wire = Lambda.UntagResource
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let keys = [(key: "aws:TagKeys", values: input.tagKeys)]
        return [try .tagged(Self.action, input.resource, in: call, context: keys)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let resource = try LambdaTaggedResource(input.resource, in: call.scope)
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.changeTags(of: resource) { tags throws(ServiceFault) in
                tags.removeAll { input.tagKeys.contains($0.key) }
            }
            return Unit()
        }
    }
}

/// `ListTags`.
struct ListResourceTags: ServiceOperation {
    typealias Wire = Lambda.ListTags

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [try .tagged(Self.action, input.resource, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let tags = try LambdaTaggedResource(input.resource, in: call.scope).tags(in: call.functions)
        return .finished(Wire.Output(tags: Dictionary(tags.map { ($0.key, $0.value) }) { first, _ in first }))
    }
}

extension LambdaDependencies {
    /// Changes tags; of a function this makes a new revision.
    fileprivate func changeTags(
        of resource: LambdaTaggedResource,
        _ change: @Sendable (inout [Tag]) throws(ServiceFault) -> Void
    ) async throws(ServiceFault) {
        let revision = surroundings.randomness.uuid()
        try await writer.write { transaction throws(ServiceFault) in
            switch resource {
            case .function(let reference):
                var function = try reference.function(in: transaction.functions)
                try change(&function.tags)
                function.latest.revisionID = revision
                transaction.apply(.function(.put(function)))
            case .codeSigningConfig(let arn):
                var config = try CodeSigning.config(arn, in: transaction.functions)
                try change(&config.tags)
                transaction.apply(.codeSigningConfig(.put(config)))
            }
        }
    }
}
