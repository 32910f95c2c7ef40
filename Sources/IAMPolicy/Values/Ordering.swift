/// How one value stands to another.
enum Ordering: Sendable {
    case less
    case equal
    case greater

    var reversed: Ordering {
        switch self {
        case .less: .greater
        case .equal: .equal
        case .greater: .less
        }
    }
}

extension Ordering {
    init<Value: Comparable>(_ left: Value, _ right: Value) {
        self = left < right ? .less : left == right ? .equal : .greater
    }

    /// Lexicographic; a prefix comes first.
    init(_ left: Span<UInt8>, _ right: Span<UInt8>) {
        var index = 0
        while index < left.count, index < right.count {
            guard left[index] == right[index] else {
                self = left[index] < right[index] ? .less : .greater
                return
            }
            index &+= 1
        }
        self.init(left.count, right.count)
    }
}

/// What an operator asks of the ordering of the request's value to the policy's.
enum Relation: UInt8, BitwiseCopyable, Sendable {
    case equal
    case less
    case lessOrEqual
    case greater
    case greaterOrEqual

    @inline(__always)
    func holds(for ordering: Ordering) -> Bool {
        switch self {
        case .equal: ordering == .equal
        case .less: ordering == .less
        case .lessOrEqual: ordering != .greater
        case .greater: ordering == .greater
        case .greaterOrEqual: ordering != .less
        }
    }
}
