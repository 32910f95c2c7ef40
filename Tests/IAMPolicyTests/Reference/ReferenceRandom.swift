/// SplitMix64: the same seed gives the same policies and requests on every machine.
struct ReferenceRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// True in so many of a hundred draws.
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    mutating func pick<Choices: Collection>(_ choices: Choices) -> Choices.Element {
        guard let element = choices.randomElement(using: &self) else { preconditionFailure("nothing to pick from") }
        return element
    }

    /// Between `range.lowerBound` and `range.upperBound` picks, duplicates included.
    mutating func picks<Choices: Collection>(_ range: ClosedRange<Int>, of choices: Choices) -> [Choices.Element] {
        (0..<Int.random(in: range, using: &self)).map { _ in pick(choices) }
    }
}
