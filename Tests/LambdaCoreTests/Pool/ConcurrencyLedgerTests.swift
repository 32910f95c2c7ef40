import Testing

@testable import LambdaCore

@Suite struct ConcurrencyLedgerTests {
    private let a = FunctionIdentity(accountID: "000000000000", region: "us-east-1", name: "a")
    private let b = FunctionIdentity(accountID: "000000000000", region: "us-east-1", name: "b")
    private let elsewhere = FunctionIdentity(accountID: "000000000000", region: "eu-west-1", name: "a")

    @Test func `an account's functions share its limit, each region by itself`() {
        var ledger = ConcurrencyLedger(accountLimit: 2)
        #expect(ledger.acquire(a) == nil)
        #expect(ledger.acquire(b) == nil)
        #expect(ledger.acquire(a) == .account)
        #expect(ledger.acquire(elsewhere) == nil)
        ledger.release(b)
        #expect(ledger.acquire(a) == nil)
        #expect(ledger.inFlight(a) == 2)
    }

    @Test func `a reservation limits its function and is taken from the others`() {
        var ledger = ConcurrencyLedger(accountLimit: 3)
        ledger.setReserved(2, for: a)
        #expect(ledger.acquire(b) == nil)
        #expect(ledger.acquire(b) == .account)
        #expect(ledger.acquire(a) == nil)
        #expect(ledger.acquire(a) == nil)
        #expect(ledger.acquire(a) == .reserved)
    }

    @Test func `a reservation of zero stops the function`() {
        var ledger = ConcurrencyLedger(accountLimit: 3)
        ledger.setReserved(0, for: a)
        #expect(ledger.acquire(a) == .reserved)
        ledger.setReserved(nil, for: a)
        #expect(ledger.acquire(a) == nil)
    }

    @Test func `executions under way move with a reservation that is set or removed`() {
        var ledger = ConcurrencyLedger(accountLimit: 2)
        #expect(ledger.acquire(a) == nil)
        ledger.setReserved(1, for: a)
        #expect(ledger.acquire(a) == .reserved)
        #expect(ledger.acquire(b) == nil)
        #expect(ledger.acquire(b) == .account)
        ledger.setReserved(nil, for: a)
        #expect(ledger.acquire(a) == .account)
        ledger.release(a)
        #expect(ledger.acquire(a) == nil)
    }

    @Test func `whatever happens, what is acquired can be acquired again after its release`() {
        var generator = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: .min ... .max, using: &generator)
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        var ledger = ConcurrencyLedger(accountLimit: 5)
        var held: [(function: FunctionIdentity, version: String)] = []
        for second in 0..<2_000 {
            let function = [a, b].randomElement(using: &random) ?? a
            let version = ["$LATEST", "1"].randomElement(using: &random) ?? "1"
            switch Int.random(in: 0..<6, using: &random) {
            case 0: ledger.setReserved(Int.random(in: 0...2, using: &random), for: function)
            case 1: ledger.setReserved(nil, for: function)
            case 2: ledger.setProvisioned(Int.random(in: 0...2, using: &random), for: function, version: "1")
            case 3, 4:
                if ledger.acquire(function, version: version, at: .seconds(second)) == nil {
                    held.append((function, version))
                }
            default:
                guard let index = held.indices.randomElement(using: &random) else { continue }
                let one = held.remove(at: index)
                ledger.release(one.function, version: one.version)
            }
            #expect(ledger.inFlight(a) + ledger.inFlight(b) == held.count)
        }
        for one in held { ledger.release(one.function, version: one.version) }
        for function in [a, b] {
            ledger.setReserved(nil, for: function)
            ledger.setProvisioned(0, for: function, version: "1")
        }
        for _ in 0..<5 { #expect(ledger.acquire(a, at: .seconds(3_000)) == nil) }
        #expect(ledger.acquire(a, at: .seconds(3_000)) == .account)
    }

    @Test func `provisioned executions need nothing of the others', who have that much less`() {
        var ledger = ConcurrencyLedger(accountLimit: 3)
        ledger.setProvisioned(2, for: a, version: "1")
        #expect(ledger.acquire(b) == nil)
        #expect(ledger.acquire(b) == .account)
        #expect(ledger.acquire(a, version: "1") == nil)
        #expect(ledger.acquire(a, version: "1") == nil)
        #expect(ledger.acquire(a, version: "1") == .account)
        #expect(ledger.acquire(a, version: "2") == .account)
        ledger.release(b)
        #expect(ledger.acquire(a, version: "1") == nil)
        ledger.setProvisioned(0, for: a, version: "1")
        ledger.release(a, version: "1")
        #expect(ledger.acquire(b) == nil)
        #expect(ledger.acquire(b) == .account)
    }

    @Test func `a reservation that is provisioned whole leaves nothing to other versions`() {
        var ledger = ConcurrencyLedger(accountLimit: 3)
        ledger.setReserved(1, for: a)
        ledger.setProvisioned(1, for: a, version: "1")
        #expect(ledger.acquire(a) == .reserved)
        #expect(ledger.acquire(a, version: "1") == nil)
        #expect(ledger.acquire(a, version: "1") == .reserved)
    }

    @Test func `ten requests a second are let through for each concurrent execution`() {
        var ledger = ConcurrencyLedger(accountLimit: 100)
        ledger.setReserved(1, for: a)
        for _ in 0..<10 {
            #expect(ledger.acquire(a, at: .seconds(1)) == nil)
            ledger.release(a)
        }
        #expect(ledger.acquire(a, at: .seconds(1)) == .reservedRate)
        #expect(ledger.acquire(a, at: .milliseconds(1_050)) == .reservedRate)
        #expect(ledger.acquire(a, at: .milliseconds(1_101)) == nil)
        for _ in 0..<990 {
            #expect(ledger.acquire(b, at: .seconds(1)) == nil)
            ledger.release(b)
        }
        #expect(ledger.acquire(b, at: .seconds(1)) == .accountRate)
    }
}
