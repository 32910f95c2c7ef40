import IAMPolicy

/// Where the record of an asynchronous event's end can be sent.
enum EventDestination: Sendable, Equatable {
    case function(arn: String)
    case bucket(arn: String)
    case queue(arn: String)
    case topic(arn: String)
    case eventBus(arn: String)

    /// Nil for an ARN of anything else.
    init?(_ text: String) {
        guard let arn = ARN(text) else { return nil }
        switch arn.service {
        case "lambda" where arn.resource.hasPrefix("function:"): self = .function(arn: text)
        case "s3": self = .bucket(arn: text)
        case "sqs": self = .queue(arn: text)
        case "sns": self = .topic(arn: text)
        case "events" where arn.resource.hasPrefix("event-bus/"): self = .eventBus(arn: text)
        default: return nil
        }
    }

    var arn: String {
        switch self {
        case .function(let arn), .bucket(let arn), .queue(let arn), .topic(let arn), .eventBus(let arn): arn
        }
    }

    /// botocore's name of the service that gets the record.
    var service: String {
        switch self {
        case .function: "lambda"
        case .bucket: "s3"
        case .queue: "sqs"
        case .topic: "sns"
        case .eventBus: "events"
        }
    }

    /// The operation that sends it.
    var operation: String {
        switch self {
        case .function: "InvokeFunction"
        case .bucket: "PutObject"
        case .queue: "SendMessage"
        case .topic: "Publish"
        case .eventBus: "PutEvents"
        }
    }

    /// The action that the execution role must be allowed.
    var action: String { "\(service):\(operation)" }

    /// Whether the service is served here. To the others nothing can be delivered: each record for them ends as a failed
    /// delivery in the audit trail and the metrics.
    var isServed: Bool {
        switch self {
        case .function, .bucket: true
        case .queue, .topic, .eventBus: false
        }
    }

    /// Buckets get records of failures only.
    func takes(isFailure: Bool) -> Bool {
        if case .bucket = self { isFailure } else { true }
    }
}
