import CSandbox

extension SandboxCommand {
    /// The command in a memfd, in the layout of `image.h`.
    ///
    /// It travels as a file that only the unprivileged process inside the sandbox reads: the privileged launcher never
    /// sees an argument or a variable.
    func makeImage() throws(SandboxError) -> OwnedDescriptor {
        let bytes = try imageBytes()
        let descriptor = csb_image_create(bytes, bytes.count)
        guard descriptor >= 0 else {
            throw .creationFailed(step: "store the command", errorNumber: -descriptor)
        }
        return OwnedDescriptor(descriptor)
    }

    private func imageBytes() throws(SandboxError) -> [UInt8] {
        try checkLimits()
        let header = csb_image(argument_count: UInt32(arguments.count), variable_count: UInt32(environment.count))
        var bytes = withUnsafeBytes(of: header) { [UInt8]($0) }
        let variables = environment.map { "\($0.name)=\($0.value)" }
        for string in [workingDirectory] + arguments + variables {
            guard !string.utf8.contains(0) else {
                throw .invalidSpecification("an argument or environment variable contains a NUL byte")
            }
            bytes.append(contentsOf: string.utf8)
            bytes.append(0)
        }
        guard bytes.count <= Int(CSB_IMAGE_BYTES_LIMIT) else {
            throw .invalidSpecification("arguments and environment together exceed \(CSB_IMAGE_BYTES_LIMIT) bytes")
        }
        return bytes
    }

    private func checkLimits() throws(SandboxError) {
        guard (1...Int(CSB_ARGUMENT_LIMIT)).contains(arguments.count) else {
            throw .invalidSpecification("a command has 1 to \(CSB_ARGUMENT_LIMIT) arguments")
        }
        guard environment.count <= Int(CSB_VARIABLE_LIMIT) else {
            throw .invalidSpecification("a command has at most \(CSB_VARIABLE_LIMIT) environment variables")
        }
        guard arguments[0].hasPrefix("/"), workingDirectory.hasPrefix("/") else {
            throw .invalidSpecification("the program and its working directory are absolute paths")
        }
    }
}
