/// One change to the state that is held in memory.
package enum StateChange: Sendable, Equatable {
    case identity(IdentityChange)
    case functions(FunctionChange)
    case logs(LogChange)
    case organizations(OrganizationChange)
    case buckets(BucketChange)
}
