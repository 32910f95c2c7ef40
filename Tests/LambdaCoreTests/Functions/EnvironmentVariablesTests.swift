import StateStore
import Testing

@testable import LambdaCore

@Suite struct EnvironmentVariablesTests {
    private static func variables(_ runtime: String, own: [String: String] = [:]) -> [String: String] {
        let version = FunctionVersion.sample(runtime: runtime, variables: own)
        let all = EnvironmentVariables.all(
            for: version,
            credentials: ExecutionCredentials(
                accessKeyID: "ASIAEXAMPLE",
                secretAccessKey: "secret",
                sessionToken: "token",
                expiration: .zero
            ),
            logStream: LogStream(
                function: version.function,
                roleARN: version.configuration.roleARN,
                group: version.configuration.logGroup,
                name: "stream"
            ),
            runtimeAPI: "169.254.100.1:9001",
            gatewayURL: "http://169.254.100.1:4566"
        )
        return Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.value) })
    }

    /// What every runtime has, as recorded from AWS, but for the paths of its language.
    private static let common = [
        "AWS_ACCESS_KEY_ID": "ASIAEXAMPLE",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": "http://169.254.100.1:4566",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128",
        "AWS_LAMBDA_FUNCTION_NAME": "hello",
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/hello",
        "AWS_LAMBDA_LOG_STREAM_NAME": "stream",
        "AWS_LAMBDA_RUNTIME_API": "169.254.100.1:9001",
        "AWS_REGION": "us-east-1",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_SESSION_TOKEN": "token",
        "AWS_XRAY_CONTEXT_MISSING": "LOG_ERROR",
        "AWS_XRAY_DAEMON_ADDRESS": "169.254.100.1:2000",
        "LAMBDA_RUNTIME_DIR": "/var/runtime",
        "LAMBDA_TASK_ROOT": "/var/task",
        "LANG": "en_US.UTF-8",
        "LD_LIBRARY_PATH":
            "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib",
        "PATH": "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
        "TZ": ":UTC",
        "_AWS_XRAY_DAEMON_ADDRESS": "169.254.100.1",
        "_AWS_XRAY_DAEMON_PORT": "2000",
        "_HANDLER": "app.handler",
    ]

    @Test(arguments: [
        ("python3.12", ["AWS_EXECUTION_ENV": "AWS_Lambda_python3.12", "PYTHONPATH": "/var/runtime"]),
        (
            "nodejs20.x",
            [
                "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs20.x",
                "NODE_PATH":
                    "/opt/nodejs/node20/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:"
                    + "/var/runtime:/var/task",
            ]
        ),
        ("provided.al2023", [:]),
    ])
    func `a runtime finds exactly the variables it finds on AWS`(_ runtime: String, _ own: [String: String]) {
        #expect(Self.variables(runtime) == Self.common.merging(own) { _, own in own })
    }

    @Test func `a function's own variables win where they may`() {
        let variables = Self.variables(
            "python3.12",
            own: ["TABLE": "t", "TZ": "Europe/Paris", "AWS_ENDPOINT_URL": "http://elsewhere"]
        )
        #expect(variables["TABLE"] == "t")
        #expect(variables["TZ"] == "Europe/Paris")
        #expect(variables["AWS_ENDPOINT_URL"] == "http://elsewhere")
    }

    @Test func `reserved names keep Lambda's values`() {
        let variables = Self.variables(
            "python3.12",
            own: Dictionary(uniqueKeysWithValues: EnvironmentVariables.reservedNames.map { ($0, "forged") })
        )
        // The first is a name of old that Lambda reserves without setting it, the second is set for each event.
        let unset: Set = ["AWS_ACCESS_KEY", "_X_AMZN_TRACE_ID"]
        #expect(Set(variables.filter { $0.value == "forged" }.keys) == unset)
    }

    @Test func `credentials do not print their secrets`() {
        let credentials = ExecutionCredentials(
            accessKeyID: "ASIAEXAMPLE",
            secretAccessKey: "secret",
            sessionToken: "token",
            expiration: .zero
        )
        for text in ["\(credentials)", String(reflecting: credentials)] {
            #expect(!text.contains("secret") && !text.contains("token"))
        }
    }
}
