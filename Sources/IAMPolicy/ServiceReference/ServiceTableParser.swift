/// Reads one service's table: text that the generator wrote, so a line that is not in its format is a broken build.
///
/// The first byte of a line says what it is; fields are separated by `|`, lists by blanks, and keys and resource types
/// are numbered from 0 in the order of their lines:
///
///     =AWS Lambda                                 the service's name
///     ?A lambda:FunctionArn                       a condition key: type letter, name
///     @function|arn:…|5                           a resource type: name, ARN format, keys
///     +AddPermission|P|6*|0 2|iam:PassRole        an action: name, access level letter, resources, keys, dependent actions
///     -HeadObject                                 an operation without an action of its name
///
/// A resource of an action is the number of its type, `*` when every request names one, and `:1,2` for keys that
/// come only with it. Type letters are S(tring), A(RN), B(ool), N(umeric), D(ate), I(PAddress) and X (binary), in lower
/// case for an array; access levels are L(ist), R(ead), W(rite), T(agging) and P(ermissions management).
struct ServiceTableParser {
    private let prefix: String
    private var title = ""
    private var conditionKeys: [ConditionKeyDefinition] = []
    private var resourceTypes: [ResourceTypeDefinition] = []
    private var actions: [ActionDefinition] = []
    private var operationsWithoutAction: [String] = []

    static func parse(_ table: Substring, prefix: String) -> ServiceDefinition {
        var parser = Self(prefix: prefix)
        for line in table.utf8.split(separator: UInt8(ascii: "\n")) {
            parser.read(line)
        }
        return parser.definition
    }

    private init(prefix: String) {
        self.prefix = prefix
    }

    private var definition: ServiceDefinition {
        let positions = actions.enumerated().map { ($1.name.lowercased(), $0) }
        return ServiceDefinition(
            prefix: prefix,
            title: title,
            actions: actions,
            resourceTypes: resourceTypes,
            conditionKeys: conditionKeys,
            operationsWithoutAction: operationsWithoutAction,
            actionIndex: Dictionary(positions, uniquingKeysWith: { first, _ in first })
        )
    }

    private mutating func read(_ line: Substring.UTF8View) {
        let rest = line.dropFirst()
        switch line.first {
        case UInt8(ascii: "="): title = String(Substring(rest))
        case UInt8(ascii: "?"): conditionKeys.append(conditionKey(rest))
        case UInt8(ascii: "@"): resourceTypes.append(resourceType(rest))
        case UInt8(ascii: "+"): actions.append(action(rest))
        case UInt8(ascii: "-"): operationsWithoutAction.append(String(Substring(rest)))
        default: preconditionFailure("unknown line in the generated table of \(prefix)")
        }
    }

    private func conditionKey(_ line: Substring.UTF8View) -> ConditionKeyDefinition {
        guard let letter = line.first, let type = ConditionKeyType(tableLetter: letter) else {
            preconditionFailure("unknown type of key in the generated table of \(prefix)")
        }
        return ConditionKeyDefinition(name: String(Substring(line.dropFirst(2))), type: type)
    }

    private func resourceType(_ line: Substring.UTF8View) -> ResourceTypeDefinition {
        let fields = fields(line)
        return ResourceTypeDefinition(
            name: String(Substring(fields[0])),
            arnFormat: String(Substring(fields[1])),
            conditionKeys: keys(fields[2], separator: UInt8(ascii: " "))
        )
    }

    private func action(_ line: Substring.UTF8View) -> ActionDefinition {
        let fields = fields(line)
        guard let letter = fields[1].first, let level = AccessLevel(tableLetter: letter) else {
            preconditionFailure("unknown access level in the generated table of \(prefix)")
        }
        return ActionDefinition(
            service: prefix,
            name: String(Substring(fields[0])),
            accessLevel: level,
            resources: fields[2].split(separator: UInt8(ascii: " ")).map(resource),
            conditionKeys: keys(fields[3], separator: UInt8(ascii: " ")),
            dependentActions: fields[4].split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
        )
    }

    private func resource(_ reference: Substring.UTF8View) -> ActionDefinition.Resource {
        let digits = reference.prefix { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: ":") }
        let rest = reference[digits.endIndex...]
        let keyList = rest.firstIndex(of: UInt8(ascii: ":")).map { rest[rest.index(after: $0)...] }
        return ActionDefinition.Resource(
            type: resourceTypes[number(digits)].name,
            isRequired: rest.first == UInt8(ascii: "*"),
            conditionKeys: keyList.map { keys($0, separator: UInt8(ascii: ",")) } ?? []
        )
    }

    private func keys(_ list: Substring.UTF8View, separator: UInt8) -> [String] {
        list.split(separator: separator).map { conditionKeys[number($0)].name }
    }

    private func number(_ digits: Substring.UTF8View) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private func fields(_ line: Substring.UTF8View) -> [Substring.UTF8View] {
        line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
    }
}

extension ConditionKeyType {
    init?(tableLetter letter: UInt8) {
        let isMultivalued = letter & 0x20 != 0
        switch letter & ~0x20 {
        case UInt8(ascii: "S"): self.init(.string, isMultivalued: isMultivalued)
        case UInt8(ascii: "A"): self.init(.arn, isMultivalued: isMultivalued)
        case UInt8(ascii: "B"): self.init(.bool, isMultivalued: isMultivalued)
        case UInt8(ascii: "N"): self.init(.numeric, isMultivalued: isMultivalued)
        case UInt8(ascii: "D"): self.init(.date, isMultivalued: isMultivalued)
        case UInt8(ascii: "I"): self.init(.ipAddress, isMultivalued: isMultivalued)
        case UInt8(ascii: "X"): self.init(.binary, isMultivalued: isMultivalued)
        default: return nil
        }
    }
}

extension AccessLevel {
    init?(tableLetter letter: UInt8) {
        switch letter {
        case UInt8(ascii: "L"): self = .list
        case UInt8(ascii: "R"): self = .read
        case UInt8(ascii: "W"): self = .write
        case UInt8(ascii: "T"): self = .tagging
        case UInt8(ascii: "P"): self = .permissionsManagement
        default: return nil
        }
    }
}
