/// The operations of Lambda that are served.
enum LambdaService {
    static func operations(_ lambda: LambdaDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateFunction(lambda: lambda)),
            Served(GetFunction(lambda: lambda)),
            Served(GetFunctionConfiguration(lambda: lambda)),
            Served(ListFunctions(lambda: lambda)),
            Served(UpdateFunctionCode(lambda: lambda)),
            Served(UpdateFunctionConfiguration(lambda: lambda)),
            Served(DeleteFunction(lambda: lambda)),
            Served(Invoke(lambda: lambda)),
            Served(AddPermission(lambda: lambda)),
            Served(RemovePermission(lambda: lambda)),
            Served(GetFunctionPolicy()),
        ]
    }
}
