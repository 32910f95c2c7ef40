/// Where the known headers of one request stand.
struct KnownHeaders {
    private enum Place {
        case absent
        case once(Range<Int>)
        case repeated
    }

    /// By ``KnownHeader/rawValue``. An array, although their number is fixed: an `InlineArray` is copied whole for each
    /// look at one of its elements.
    private var places = [Place](repeating: .absent, count: KnownHeader.allCases.count)

    /// Forgets the last request.
    mutating func removeAll() {
        for index in places.indices { places[index] = .absent }
    }

    /// Takes the value of a header, if it is a known one.
    mutating func add(name: UnsafeRawBufferPointer, value: Range<Int>) {
        guard let header = KnownHeader(name) else { return }
        switch places[header.rawValue] {
        case .absent: places[header.rawValue] = .once(value)
        case .once, .repeated: places[header.rawValue] = .repeated
        }
    }

    /// The value of a header that may come only once; `nil` if it did not come.
    func value(of header: KnownHeader) throws(SignatureError) -> Range<Int>? {
        switch places[header.rawValue] {
        case .absent: nil
        case .once(let value): value
        case .repeated: throw .repeatedHeader(header.name)
        }
    }
}
