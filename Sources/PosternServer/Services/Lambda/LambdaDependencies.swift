import LambdaCore
import StateStore

/// What Lambda's operations work with.
struct LambdaDependencies: Sendable {
    let writer: StateWriter
    let sealingKey: SealingKey
    let surroundings: Surroundings
    let packages: CodePackageStore
    let code: CodeStore
    let runtimes: RuntimeCatalogue
    let invoker: FunctionInvoker
    let asynchronous: AsynchronousInvoker
    let queue: InvocationQueue
    let versions: FunctionVersions
    let urlAddress: FunctionURLAddress
    let concurrency: ConcurrencyLimits
    let provisioned: ConcurrencyFollower
    let codeObjects: any CodeObjects
    let metrics: LambdaMetrics
    let sampler: TraceSampler

    var transitions: FunctionTransitions {
        FunctionTransitions(writer: writer, randomness: surroundings.randomness)
    }
}
