/// Why a call of the Extensions API is refused, and how AWS answers it.
///
/// Source: behaviour of AWS's Runtime Interface Emulator.
enum ExtensionRefusal: Error, Sendable, Equatable {
    case emptyName
    case unreadableRequest(String)
    case unknownEvent(String)
    /// Extensions inside the runtime's process end with it and hear nothing of the end.
    case shutdownForInternal
    case nameTaken
    case registrationClosed
    case tooMany
    case missingIdentifier
    case invalidIdentifier
    case unknownIdentifier(String)
    case missingErrorType
    case invalidTransition(from: String, to: String, of: String)
    case subscriptionInvalid(String)
    case subscriptionsClosed(TelemetryAPI)

    var reply: RuntimeReply {
        .error(status: status, type: errorType, message: message)
    }

    private var status: Int {
        if case .subscriptionInvalid = self { return 400 }
        return 403
    }

    private var errorType: String {
        switch self {
        case .emptyName: "Extension.InvalidExtensionName"
        case .unreadableRequest: "InvalidRequestFormat"
        case .unknownEvent, .shutdownForInternal: "Extension.InvalidEventType"
        case .nameTaken, .invalidTransition: "Extension.InvalidExtensionState"
        case .registrationClosed: "Extension.RegistrationClosed"
        case .tooMany: "Extension.TooManyExtensions"
        case .missingIdentifier: "Extension.MissingExtensionIdentifier"
        case .invalidIdentifier: "Extension.InvalidExtensionIdentifier"
        case .unknownIdentifier: "Extension.UnknownExtensionIdentifier"
        case .missingErrorType: "Extension.MissingHeader"
        case .subscriptionInvalid: "ValidationError"
        case .subscriptionsClosed(let api): "\(api.name).SubscriptionClosed"
        }
    }

    private var message: String {
        switch self {
        case .emptyName: "Empty extension name"
        case .unreadableRequest(let reason): reason
        case .unknownEvent(let name): "\(name): ErrorInvalidEventType"
        case .shutdownForInternal: "SHUTDOWN: ShutdownEventNotSupportedForInternalExtension"
        case .nameTaken: "Extension with this name already registered"
        case .registrationClosed: "Extension registration closed already"
        case .tooMany: "Extension limit (\(ExtensionRoster.limit)) reached"
        case .missingIdentifier: "Missing Lambda-Extension-Identifier header"
        case .invalidIdentifier: "Invalid Lambda-Extension-Identifier"
        case .unknownIdentifier(let identifier): "Unknown extension \(identifier)"
        case .missingErrorType: "Lambda-Extension-Function-Error-Type not found"
        case .invalidTransition(let from, let to, let name):
            "State transition from \(from) to \(to) failed for extension \(name). "
                + "Error: State transition is not allowed"
        case .subscriptionInvalid(let reason): reason
        case .subscriptionsClosed(let api): "\(api.name) API subscription is closed already"
        }
    }
}
