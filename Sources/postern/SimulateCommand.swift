import ArgumentParser
import PolicyCases
import PosternServer

/// `postern simulate`: asks policies what they allow, in files or in the state of a server.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Ask policies what they allow, without performing anything.",
        discussion: """
            Decides every action on every resource. The exit status is 0 when all of them are allowed, 1 when one is \
            denied, and 2 when a policy is invalid or cannot be read. Without policy files, the principal and every policy \
            come from the state of a server, running or not.

            EXAMPLE
              postern simulate --policy dev.json --boundary limits.json \\
                --action s3:GetObject s3:PutObject --resource arn:aws:s3:::reports/q3.csv \\
                --context aws:SourceIp=203.0.113.7 aws:PrincipalTag/team=red
              postern simulate --principal-arn arn:aws:iam::000000000000:user/alice \\
                --action lambda:InvokeFunction --resource arn:aws:lambda:us-east-1:000000000000:function:hello
            """
    )

    @OptionGroup(title: "Request") var request: RequestOptions
    @OptionGroup(title: "Policies") var policies: PolicyOptions
    @OptionGroup(title: "State") var state: StateOptions

    @Option(help: "'text' for people, 'json' for one object.")
    var format = OutputFormat.text

    func validate() throws {
        guard policies.hasAny || request.principalArn != nil else {
            throw ValidationError("Give at least one policy file, or the --principal-arn of someone in the state.")
        }
        for action in request.action where !QueryAction.isWellFormed(action) {
            throw ValidationError(QueryAction.complaint(about: action) + ".")
        }
    }

    func run() throws {
        let simulation = try simulate()
        switch format {
        case .text: Terminal.write(simulation.text)
        case .json: Terminal.write(simulation.json.text + "\n")
        }
        if !simulation.isAllowed { throw CommandStatus.negative }
    }

    private func simulate() throws -> Simulation {
        do {
            guard let principal = request.principalArn, !policies.hasAny else {
                return try Simulation(request.request, files: policies.files)
            }
            let subject = try SimulationSubject(
                principalARN: principal,
                resourceAccount: request.resourceAccount,
                stateAt: state.directory,
                installation: try Installation.current()
            )
            return Simulation(
                request.request,
                context: subject.context(forResource:),
                policies: subject.policies(forResource:)
            )
        } catch {
            throw CommandFailure("\(error)")
        }
    }
}

/// Who asks for what.
struct RequestOptions: ParsableArguments {
    @Option(help: .arn("The caller: a user, role session, federated session or root user."))
    var principalArn: String?

    @Option(help: .arn("The role behind a role session, or the user who made a federated session."))
    var issuerArn: String?

    @Option(parsing: .upToNextOption, help: "Actions, such as s3:GetObject.")
    var action: [String]

    @Option(parsing: .upToNextOption, help: .arn("Resources, or * for actions that have none."))
    var resource = ["*"]

    @Option(help: "The account that owns the resources, where their ARNs do not say it.")
    var resourceAccount: String?

    @Option(
        name: .customLong("context"),
        parsing: .upToNextOption,
        help: ArgumentHelp("Context keys; commas separate the values of one key.", valueName: "key=v1,v2")
    )
    var contextKeys: [ContextKey] = []

    /// Who asks when policy files are all that is given.
    private static let nobody = "arn:aws:iam::000000000000:user/simulated"

    var request: SimulationRequest {
        var request = SimulationRequest(principalARN: principalArn ?? Self.nobody, actions: action, resources: resource)
        request.issuerARN = issuerArn
        request.resourceAccount = resourceAccount
        request.contextKeys = contextKeys.map { ($0.name, $0.values) }
        return request
    }
}

/// `key=v1,v2`.
struct ContextKey: ExpressibleByArgument {
    let name: String
    let values: [String]

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        name = String(parts[0])
        values = parts[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
}

/// The files of the policies that bear on the request.
struct PolicyOptions: ParsableArguments {
    @Option(parsing: .upToNextOption, help: .file("Identity policies of the caller."))
    var policy: [String] = []

    @Option(help: .file("The caller's permissions boundary."))
    var boundary: String?

    @Option(parsing: .upToNextOption, help: .file("Policies passed to the session."))
    var sessionPolicy: [String] = []

    @Option(help: .file("The policy of the resource; of a role, its trust policy."))
    var resourcePolicy: String?

    @Option(parsing: .upToNextOption, help: .file("Service control policies, one level each, root first."))
    var scp: [String] = []

    @Option(parsing: .upToNextOption, help: .file("Resource control policies, one level each, root first."))
    var rcp: [String] = []

    @Option(parsing: .upToNextOption, help: .file("Policies of the VPC endpoint that the request comes through."))
    var vpcEndpointPolicy: [String] = []

    var hasAny: Bool {
        !(policy + sessionPolicy + scp + rcp + vpcEndpointPolicy).isEmpty || boundary != nil || resourcePolicy != nil
    }

    var files: SimulationFiles {
        var files = SimulationFiles()
        files.identity = policy
        files.permissionsBoundary = boundary
        files.session = sessionPolicy
        files.resource = resourcePolicy
        files.serviceControl = scp
        files.resourceControl = rcp
        files.vpcEndpoint = vpcEndpointPolicy
        return files
    }
}

extension ArgumentHelp {
    fileprivate static func file(_ abstract: String) -> ArgumentHelp { ArgumentHelp("\(abstract)", valueName: "file") }
    fileprivate static func arn(_ abstract: String) -> ArgumentHelp { ArgumentHelp("\(abstract)", valueName: "arn") }
}
