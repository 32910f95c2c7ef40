import AWSWire
import IAMPolicy
import StateStore

extension AuthorizationRequirement {
    /// An action on the URL of a function or alias.
    ///
    /// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html>
    static func functionURL(
        _ action: String,
        _ reference: FunctionReference,
        authType: String?,
        in call: IncomingCall
    ) -> Self {
        var requirement = AuthorizationRequirement.function(action, reference, in: call)
        requirement.context.append((key: "lambda:FunctionArn", values: [reference.arn]))
        let known = call.view.snapshot.functions.urls[reference.name, reference.qualifier, in: reference.scope]
        if let authType = authType ?? known?.authType {
            requirement.context.append((key: "lambda:FunctionUrlAuthType", values: [authType]))
        }
        return requirement
    }
}

extension FunctionURLConfig {
    static let notFound = Lambda.Fault.resourceNotFound("The resource you requested does not exist.")
    static let functionNotFound = Lambda.Fault.resourceNotFound("Function does not exist")

    /// The URL of what a reference names.
    ///
    /// - Throws: `ResourceNotFoundException`.
    static func find(_ reference: FunctionReference, in functions: FunctionState) throws(ServiceFault) -> Self {
        guard let config = functions.urls[reference.name, reference.qualifier, in: reference.scope] else {
            throw notFound
        }
        return config
    }

    /// As lists show it.
    func shown(at address: FunctionURLAddress) -> Lambda.FunctionUrlConfig {
        Lambda.FunctionUrlConfig(
            functionURL: address.url(self),
            functionARN: functionARN,
            creationTime: createdAt.iso8601Microseconds,
            lastModifiedTime: lastModifiedAt.iso8601Microseconds,
            cors: cors.map(Lambda.Cors.init),
            authType: Lambda.FunctionUrlAuthType(rawValue: authType),
            invokeMode: invokeMode.map(Lambda.InvokeMode.init(rawValue:)) ?? .buffered
        )
    }
}

extension FunctionURLCORS {
    init(_ cors: Lambda.Cors) {
        self.init(
            allowCredentials: cors.allowCredentials,
            allowHeaders: cors.allowHeaders,
            allowMethods: cors.allowMethods,
            allowOrigins: cors.allowOrigins,
            exposeHeaders: cors.exposeHeaders,
            maxAgeSeconds: cors.maxAge
        )
    }
}

extension Lambda.Cors {
    init(_ cors: FunctionURLCORS) {
        self.init(
            allowCredentials: cors.allowCredentials,
            allowHeaders: cors.allowHeaders,
            allowMethods: cors.allowMethods,
            allowOrigins: cors.allowOrigins,
            exposeHeaders: cors.exposeHeaders,
            maxAge: cors.maxAgeSeconds
        )
    }
}

extension Moment {
    /// `2026-11-23T08:15:30.123456Z`.
    var iso8601Microseconds: String {
        let fraction = String(1_000_000 + microseconds - seconds * 1_000_000).dropFirst()
        return iso8601Seconds.dropLast() + ".\(fraction)Z"
    }
}
