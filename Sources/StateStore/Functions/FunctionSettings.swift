/// The versioned part of a function: what `PublishVersion` freezes. Names and units are those of AWS's
/// `FunctionConfiguration`.
/// <https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html>
package struct FunctionSettings: Hashable, Sendable, Codable {
    /// The identifier such as `python3.12`; nil for container images.
    package var runtime: String?
    package var roleARN: String
    package var handler: String?
    package var code: FunctionCode
    package var functionDescription: String
    package var timeoutSeconds: Int
    package var memorySizeMB: Int
    package var ephemeralStorageMB: Int
    /// One of `x86_64`, `arm64`.
    package var architectures: [String]
    /// Encrypted; see ``FunctionEnvironment``. Nil when the function has no `Environment`.
    package var environment: FunctionEnvironment?
    package var kmsKeyARN: String?
    /// In the order of merging, the last one winning; five at most.
    package var layers: [AttachedLayer]
    package var deadLetterTargetARN: String?
    /// `Active` or `PassThrough`.
    package var tracingMode: String
    package var logging: LoggingSettings
    /// `PublishedVersions`; nil for `None`.
    package var snapStartApplyOn: String?
    /// Whether a `VpcConfig` without subnets was given, which answers then show.
    package var hasEmptyVPCConfig: Bool?
    /// Nil when the runtime is updated automatically.
    package var runtimeManagement: RuntimeManagement?
    package var lastModified: Timestamp
    /// Changes with everything that changes; see also `FunctionVersions` for what environments are kept by.
    package var revisionID: String
    package var status: FunctionStatus

    package init(
        runtime: String?,
        roleARN: String,
        handler: String?,
        code: FunctionCode,
        functionDescription: String = "",
        timeoutSeconds: Int = 3,
        memorySizeMB: Int = 128,
        ephemeralStorageMB: Int = 512,
        architectures: [String] = ["x86_64"],
        environment: FunctionEnvironment? = nil,
        kmsKeyARN: String? = nil,
        layers: [AttachedLayer] = [],
        deadLetterTargetARN: String? = nil,
        tracingMode: String = "PassThrough",
        logging: LoggingSettings,
        snapStartApplyOn: String? = nil,
        hasEmptyVPCConfig: Bool? = nil,
        runtimeManagement: RuntimeManagement? = nil,
        lastModified: Timestamp,
        revisionID: String,
        status: FunctionStatus
    ) {
        self.runtime = runtime
        self.roleARN = roleARN
        self.handler = handler
        self.code = code
        self.functionDescription = functionDescription
        self.timeoutSeconds = timeoutSeconds
        self.memorySizeMB = memorySizeMB
        self.ephemeralStorageMB = ephemeralStorageMB
        self.architectures = architectures
        self.environment = environment
        self.kmsKeyARN = kmsKeyARN
        self.layers = layers
        self.deadLetterTargetARN = deadLetterTargetARN
        self.tracingMode = tracingMode
        self.logging = logging
        self.snapStartApplyOn = snapStartApplyOn
        self.hasEmptyVPCConfig = hasEmptyVPCConfig
        self.runtimeManagement = runtimeManagement
        self.lastModified = lastModified
        self.revisionID = revisionID
        self.status = status
    }
}
