/// A function URL: its address and how it is served.
/// <https://docs.aws.amazon.com/lambda/latest/api/API_FunctionUrlConfig.html>
package struct FunctionURLConfig: FunctionAttachment {
    package static let kind = EntityKind.functionURL

    package let scope: Scope
    package let functionName: String
    /// An alias; nil for the unqualified function.
    package let qualifier: String?
    /// 32 lower-case letters and digits, the first label of the URL's host. Nobody else in the region has it.
    package let urlID: String
    package let createdAt: Timestamp
    package var lastModifiedAt: Timestamp
    /// `AWS_IAM` or `NONE`.
    package var authType: String
    /// `BUFFERED` or `RESPONSE_STREAM`; nil when it was never set, which means `BUFFERED`.
    package var invokeMode: String?
    package var cors: FunctionURLCORS?

    package init(
        scope: Scope,
        functionName: String,
        qualifier: String?,
        urlID: String,
        createdAt: Timestamp,
        authType: String,
        invokeMode: String?,
        cors: FunctionURLCORS?
    ) {
        self.scope = scope
        self.functionName = functionName
        self.qualifier = qualifier
        self.urlID = urlID
        self.createdAt = createdAt
        self.lastModifiedAt = createdAt
        self.authType = authType
        self.invokeMode = invokeMode
        self.cors = cors
    }

    package var uniqueName: String? { urlID }

    package var streamsResponses: Bool { invokeMode == "RESPONSE_STREAM" }
}

/// The cross-origin settings of a function URL; what was not set is nil.
/// <https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html>
package struct FunctionURLCORS: Hashable, Sendable, Codable {
    package var allowCredentials: Bool?
    package var allowHeaders: [String]?
    package var allowMethods: [String]?
    package var allowOrigins: [String]?
    package var exposeHeaders: [String]?
    package var maxAgeSeconds: Int?

    package init(
        allowCredentials: Bool? = nil,
        allowHeaders: [String]? = nil,
        allowMethods: [String]? = nil,
        allowOrigins: [String]? = nil,
        exposeHeaders: [String]? = nil,
        maxAgeSeconds: Int? = nil
    ) {
        self.allowCredentials = allowCredentials
        self.allowHeaders = allowHeaders
        self.allowMethods = allowMethods
        self.allowOrigins = allowOrigins
        self.exposeHeaders = exposeHeaders
        self.maxAgeSeconds = maxAgeSeconds
    }
}
