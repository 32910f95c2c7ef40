/// Who holds how many of an account's concurrent executions in a region.
///
/// Source: "Lambda function scaling", AWS Lambda Developer Guide.
struct ConcurrencyLedger: Sendable {
    private struct Share {
        var reserved: Int?
        var inFlight = 0
        /// Of versions with provisioned concurrency only.
        var provisioned: [String: Provision] = [:]
        /// Of functions with a reservation only.
        var rate = RequestRate()

        /// Executions that no provision covers.
        var ordinaryInFlight: Int {
            inFlight - provisioned.values.reduce(0) { $0 + $1.inFlight }
        }

        /// What the function takes of the unreserved pool.
        var unreservedInFlight: Int { reserved == nil ? ordinaryInFlight : 0 }

        var provisionedCapacity: Int { provisioned.values.reduce(0) { $0 + $1.capacity } }

        /// What is set aside for the function, used or not.
        var setAside: Int { reserved ?? provisionedCapacity }

        var isNothing: Bool { inFlight == 0 && reserved == nil && provisioned.isEmpty }
    }

    private struct Provision {
        var capacity: Int
        var inFlight = 0
    }

    private struct Account {
        var unreservedInFlight = 0
        var setAside = 0
        var rate = RequestRate()
    }

    private struct AccountKey: Hashable {
        let accountID: String
        let region: String

        init(_ function: FunctionIdentity) {
            accountID = function.accountID
            region = function.region
        }
    }

    /// Concurrent executions of an account in a region.
    let accountLimit: Int
    private var shares: [FunctionIdentity: Share] = [:]
    private var accounts: [AccountKey: Account] = [:]

    init(accountLimit: Int) {
        self.accountLimit = accountLimit
    }

    /// Takes a place for one execution, or says why there is none.
    mutating func acquire(
        _ function: FunctionIdentity,
        version: String = FunctionVersion.latest,
        at now: Duration = .zero
    ) -> ThrottleReason? {
        var share = shares[function, default: Share()]
        if let provision = share.provisioned[version], provision.inFlight < provision.capacity {
            share.provisioned[version]?.inFlight += 1
        } else if let reserved = share.reserved {
            // A reservation holds the function's provisions, too: the rest is for whatever they do not cover.
            guard share.ordinaryInFlight < reserved - share.provisionedCapacity else { return .reserved }
            guard share.rate.take(at: now, concurrency: reserved) else { return keep(share, function, .reservedRate) }
        } else if let reason = acquireUnreserved(AccountKey(function), at: now) {
            return reason
        }
        share.inFlight += 1
        shares[function] = share
        return nil
    }

    private mutating func keep(
        _ share: Share,
        _ function: FunctionIdentity,
        _ reason: ThrottleReason
    ) -> ThrottleReason {
        shares[function] = share
        return reason
    }

    private mutating func acquireUnreserved(_ key: AccountKey, at now: Duration) -> ThrottleReason? {
        var account = accounts[key, default: Account()]
        let limit = accountLimit - account.setAside
        guard account.unreservedInFlight < limit else { return .account }
        let isWithinRate = account.rate.take(at: now, concurrency: limit)
        if isWithinRate { account.unreservedInFlight += 1 }
        accounts[key] = account
        return isWithinRate ? nil : .accountRate
    }

    /// Gives the place back.
    mutating func release(_ function: FunctionIdentity, version: String = FunctionVersion.latest) {
        guard var share = shares[function], share.inFlight > 0 else { return }
        let before = share.unreservedInFlight
        if let provision = share.provisioned[version], provision.inFlight > 0 {
            share.provisioned[version]?.inFlight -= 1
        }
        share.inFlight -= 1
        if share.unreservedInFlight != before {
            accounts[AccountKey(function)]?.unreservedInFlight += share.unreservedInFlight - before
        }
        shares[function] = share.isNothing ? nil : share
    }

    /// Sets or, with nil, removes a function's reserved concurrency; executions under way move with it.
    mutating func setReserved(_ reserved: Int?, for function: FunctionIdentity) {
        change(function) { $0.reserved = reserved }
    }

    /// Sets how many executions of a version need nothing of the unreserved pool; 0 for none. Executions under way stay
    /// where they were counted, but for those of a version that has none any more.
    mutating func setProvisioned(_ capacity: Int, for function: FunctionIdentity, version: String) {
        change(function) { share in
            let inFlight = share.provisioned[version]?.inFlight ?? 0
            share.provisioned[version] = capacity > 0 ? Provision(capacity: capacity, inFlight: inFlight) : nil
        }
    }

    private mutating func change(_ function: FunctionIdentity, _ body: (inout Share) -> Void) {
        let old = shares[function, default: Share()]
        var new = old
        body(&new)
        var account = accounts[AccountKey(function), default: Account()]
        account.setAside += new.setAside - old.setAside
        account.unreservedInFlight += new.unreservedInFlight - old.unreservedInFlight
        accounts[AccountKey(function)] = account
        shares[function] = new.isNothing ? nil : new
    }

    func reserved(for function: FunctionIdentity) -> Int? {
        shares[function]?.reserved
    }

    /// Executions of a function under way.
    func inFlight(_ function: FunctionIdentity) -> Int {
        shares[function]?.inFlight ?? 0
    }
}
