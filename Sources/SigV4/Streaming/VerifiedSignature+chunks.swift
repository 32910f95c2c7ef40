extension VerifiedSignature {
    /// What the strings to sign of chunks share: time and scope, each line with its end, and the request's signature.
    var chunkSigningContext: (timeAndScope: String, seed: String) {
        claimTexts.withPieces { texts in
            let head = texts.stringToSignHead
            let start = head.offset(of: ASCII.newline).map { $0 + 1 } ?? 0
            return (UnsafeRawBufferPointer(rebasing: head[start...]).text, texts.signature.text)
        }
    }
}
