/// Who holds how many of an account's concurrent executions in a region.
///
/// Source: "Lambda function scaling", AWS Lambda Developer Guide.
struct ConcurrencyLedger: Sendable {
    private struct Share {
        var reserved: Int?
        var inFlight = 0
    }

    private struct Account {
        var unreservedInFlight = 0
        var reservedTotal = 0
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
    mutating func acquire(_ function: FunctionIdentity) -> ThrottleReason? {
        let share = shares[function, default: Share()]
        if let reserved = share.reserved {
            guard share.inFlight < reserved else { return .reserved }
        } else {
            let key = AccountKey(function)
            let account = accounts[key, default: Account()]
            guard account.unreservedInFlight < accountLimit - account.reservedTotal else { return .account }
            accounts[key, default: Account()].unreservedInFlight += 1
        }
        shares[function, default: Share()].inFlight += 1
        return nil
    }

    /// Gives the place back.
    mutating func release(_ function: FunctionIdentity) {
        guard var share = shares[function], share.inFlight > 0 else { return }
        share.inFlight -= 1
        if share.reserved == nil { accounts[AccountKey(function)]?.unreservedInFlight -= 1 }
        shares[function] = share.inFlight == 0 && share.reserved == nil ? nil : share
    }

    /// Sets or, with nil, removes a function's reserved concurrency; executions under way move with it.
    mutating func setReserved(_ reserved: Int?, for function: FunctionIdentity) {
        var share = shares[function, default: Share()]
        var account = accounts[AccountKey(function), default: Account()]
        account.reservedTotal += (reserved ?? 0) - (share.reserved ?? 0)
        if share.reserved == nil, reserved != nil { account.unreservedInFlight -= share.inFlight }
        if share.reserved != nil, reserved == nil { account.unreservedInFlight += share.inFlight }
        share.reserved = reserved
        accounts[AccountKey(function)] = account
        shares[function] = share.inFlight == 0 && reserved == nil ? nil : share
    }

    func reserved(for function: FunctionIdentity) -> Int? {
        shares[function]?.reserved
    }

    /// Executions of a function under way.
    func inFlight(_ function: FunctionIdentity) -> Int {
        shares[function]?.inFlight ?? 0
    }
}
