import AWSWire
import StateStore

extension LoggingSettings {
    /// What a new function has unless its request says otherwise.
    init(functionName: String) {
        self.init(format: "Text", logGroup: "/aws/lambda/\(functionName)")
    }

    /// Takes over what a request sets; levels belong to the JSON format alone and are `INFO` there unless set.
    ///
    /// <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html>
    ///
    /// - Throws: for a level without the JSON format.
    mutating func update(_ config: Lambda.LoggingConfig?) throws(ServiceFault) {
        guard let config else { return }
        if let group = config.logGroup { logGroup = group }
        if let format = config.logFormat { self.format = format.rawValue }
        guard format == "JSON" else {
            guard config.applicationLogLevel == nil, config.systemLogLevel == nil else {
                throw Lambda.Fault.invalidParameterValue(
                    "Log levels can be set for the JSON log format only: set LogFormat to JSON, or leave out "
                        + "ApplicationLogLevel and SystemLogLevel."
                )
            }
            applicationLogLevel = nil
            systemLogLevel = nil
            return
        }
        applicationLogLevel = config.applicationLogLevel?.rawValue ?? applicationLogLevel ?? "INFO"
        systemLogLevel = config.systemLogLevel?.rawValue ?? systemLogLevel ?? "INFO"
    }
}
