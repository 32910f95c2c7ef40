/// What `bench/decision.py` writes for this program: a set of policies, its requests and the answers.
struct SceneFile: Decodable {
    struct Request: Decodable {
        let action: String
        let resource: String
        let context: [String: String]
    }

    let name: String
    /// How many statements the documents hold together.
    let size: Int
    /// The texts of the policies.
    let documents: [String]
    let requests: [Request]
    /// For each request, whether it is allowed.
    let expected: [Bool]
}
