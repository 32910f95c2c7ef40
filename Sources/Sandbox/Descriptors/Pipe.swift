import CSandbox
import Glibc

/// A pipe from a sandbox to the server: the reading end does not block, the writing end does.
struct Pipe {
    let readingEnd: OwnedDescriptor
    let writingEnd: OwnedDescriptor

    init() throws(SandboxError) {
        var ends: (CInt, CInt) = (-1, -1)
        let result = withUnsafeMutableBytes(of: &ends) { csb_pipe($0.bindMemory(to: CInt.self).baseAddress) }
        guard result == 0 else {
            throw .creationFailed(step: "make a pipe", errorNumber: -result)
        }
        readingEnd = OwnedDescriptor(ends.0)
        writingEnd = OwnedDescriptor(ends.1)
    }
}
