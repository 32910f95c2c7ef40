/// The two interfaces by which an extension subscribes to what happens in its environment.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/telemetry-api-reference.html>,
/// <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-logs-api.html>
package enum TelemetryAPI: Sendable {
    /// `PUT /2022-07-01/telemetry`
    case telemetry
    /// `PUT /2020-08-15/logs`, its predecessor.
    case logs

    var schemaVersions: Set<String> {
        switch self {
        case .telemetry: ["2022-07-01", "2022-12-13", "2025-01-29"]
        case .logs: ["2020-08-15", "2021-03-18"]
        }
    }

    /// What error types and messages begin with.
    var name: String {
        switch self {
        case .telemetry: "Telemetry"
        case .logs: "Logs"
        }
    }
}
