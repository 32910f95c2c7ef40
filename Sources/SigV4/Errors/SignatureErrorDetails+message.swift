extension PercentEscapeFault {
    var message: String {
        switch self {
        case .incomplete: "Incomplete trailing escape % sequence"
        case .illegal(let digits): "Illegal hex character in escape % pattern: %\(digits)"
        }
    }
}

extension AuthorizationPart {
    var message: String {
        switch self {
        case .credential: "Authorization header requires 'Credential' parameter."
        case .signature: "Authorization header requires 'Signature' parameter."
        case .signedHeaders: "Authorization header requires 'SignedHeaders' parameter."
        case .date: "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
        }
    }
}

extension PresignedParameter {
    var message: String { "AWS query-string parameters must include '\(rawValue)'." }
}

extension ExpiresFault {
    var message: String {
        switch self {
        case .notANumber: "X-Amz-Expires should be a number"
        case .negative: "X-Amz-Expires must be non-negative"
        case .tooLong(let maximumSeconds):
            "X-Amz-Expires must be less than a week (in seconds); "
                + "that is, the given X-Amz-Expires must be less than \(maximumSeconds) seconds"
        }
    }
}

extension ClockComparison {
    var expiredMessage: String {
        "Signature expired: \(signedAt.basicFormat) is now earlier than "
            + "\(now.advanced(bySeconds: -skewSeconds).basicFormat) (\(now.basicFormat) - \(skewText))"
    }

    var notYetCurrentMessage: String {
        "Signature not yet current: \(signedAt.basicFormat) is still later than "
            + "\(now.advanced(bySeconds: skewSeconds).basicFormat) (\(now.basicFormat) + \(skewText))"
    }

    private var skewText: String { skewSeconds % 60 == 0 ? "\(skewSeconds / 60) min." : "\(skewSeconds) sec." }
}

extension ScopeMismatch {
    /// AWS names every wrong part, in this order.
    var message: String {
        var sentences: [String] = []
        if isRegionWrong, let region = scope.region {
            sentences.append("Credential should be scoped to a valid region, not '\(region)'.")
        }
        if isServiceWrong {
            sentences.append("Credential should be scoped to correct service: '\(expectedService)'.")
        }
        if isTerminatorWrong {
            sentences.append(
                "Credential should be scoped with a valid terminator: 'aws4_request', not '\(terminator)'."
            )
        }
        if isDateWrong {
            sentences.append(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                    + "'\(scope.date)' != '\(signedAt.dateStamp)', from '\(signedAt.basicFormat)'."
            )
        }
        return sentences.joined(separator: " ")
    }
}
