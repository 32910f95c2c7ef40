extension Optional {
    /// `flatMap` that passes on the type of the error its closure throws.
    func flatMapTyped<Result, Failure: Error>(
        _ transform: (Wrapped) throws(Failure) -> Result?
    ) throws(Failure) -> Result? {
        guard let self else { return nil }
        return try transform(self)
    }
}
