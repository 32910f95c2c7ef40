/// Hears what happens in a sandbox. Calls may come on any thread, but those about output in order.
package protocol EnvironmentObserver: Sendable {
    /// The sandbox exists and its runtime is about to start.
    ///
    /// - Parameters:
    ///   - runtime: what runs, for the `INIT_START` line, such as `python:3.12.1`.
    ///   - notes: sentences about what this host cannot do as AWS does.
    ///   - extensions: names of the external extensions. They have been started; the runtime is when
    ///     ``EnvironmentProcess/startRuntime()`` says so.
    func starting(_ process: any EnvironmentProcess, runtime: String, notes: [String], extensions: [String])

    /// Whether output should stay in the pipe for now, so that the function waits instead of the server's memory growing.
    var isSaturated: Bool { get }

    func wrote(_ bytes: [UInt8], to output: OutputChannel)

    /// The process of an external extension has ended or could not be started.
    func extensionExited(_ name: String, _ exit: RuntimeExit)

    /// The runtime's process has ended, after its last output. Where extensions outlive it, it is called once more when
    /// they are gone, too.
    func exited(_ exit: RuntimeExit)

    /// The sandbox broke before the runtime could start. Called in place of ``exited(_:)``.
    func failed(_ failure: EnvironmentFailure)
}
