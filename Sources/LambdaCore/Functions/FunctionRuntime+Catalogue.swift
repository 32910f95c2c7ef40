extension FunctionRuntime {
    /// Every identifier of the `Runtime` shape in Lambda's service model (botocore 1.43), with its language.
    static let languages: [String: Language] = {
        var table: [String: Language] = [:]
        for (language, identifiers) in identifiersByLanguage {
            for identifier in identifiers { table[identifier] = language }
        }
        return table
    }()

    /// Whether AWS lets no function be created or updated with it any more.
    ///
    /// Source: "Lambda runtimes", AWS Lambda Developer Guide, as far as Postern follows it: `python3.9`, `nodejs16.x`
    /// and what came after them are kept.
    package var isDeprecated: Bool { successor != nil }

    /// The runtime that AWS recommends in place of a deprecated one; nil for one that is not.
    var successor: String? { Self.successors[identifier] }

    private static let successors: [String: String] = [
        "python2.7": "python3.12", "python3.6": "python3.12", "python3.7": "python3.12", "python3.8": "python3.12",
        "nodejs": "nodejs18.x", "nodejs4.3": "nodejs18.x", "nodejs4.3-edge": "nodejs18.x", "nodejs6.10": "nodejs18.x",
        "nodejs8.10": "nodejs18.x", "nodejs10.x": "nodejs18.x", "nodejs12.x": "nodejs18.x", "nodejs14.x": "nodejs20.x",
        "provided": "provided.al2023", "go1.x": "provided.al2023", "java8": "java21",
        "ruby2.5": "ruby3.2", "ruby2.7": "ruby3.2",
        "dotnetcore1.0": "dotnet6", "dotnetcore2.0": "dotnet6", "dotnetcore2.1": "dotnet6", "dotnetcore3.1": "dotnet6",
    ]

    private static let identifiersByLanguage: [(Language, [String])] = [
        (
            .python,
            [
                "python2.7", "python3.6", "python3.7", "python3.8", "python3.9", "python3.10", "python3.11",
                "python3.12", "python3.13", "python3.14", "python3.15",
            ]
        ),
        (
            .node,
            [
                "nodejs", "nodejs4.3", "nodejs4.3-edge", "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x",
                "nodejs14.x", "nodejs16.x", "nodejs18.x", "nodejs20.x", "nodejs22.x", "nodejs24.x", "nodejs26.x",
            ]
        ),
        (.provided, ["provided", "provided.al2", "provided.al2023"]),
        (.ruby, ["ruby2.5", "ruby2.7", "ruby3.2", "ruby3.3", "ruby3.4", "ruby4.0"]),
        (
            .java,
            [
                "java8", "java8.al2", "java8.al2023", "java11", "java11.al2023", "java17", "java17.al2023", "java21",
                "java25",
            ]
        ),
        (
            .dotnet,
            [
                "dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "dotnet6", "dotnet8", "dotnet10",
            ]
        ),
        (.go, ["go1.x"]),
    ]
}
