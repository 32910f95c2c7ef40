/// How a function's lines are written (`LoggingConfig.LogFormat`), in AWS's spelling.
package enum LogFormat: String, Sendable, CaseIterable {
    case text = "Text"
    case json = "JSON"
}
