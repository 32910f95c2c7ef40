/// An element of an XML document: what is left of it when prefixes, comments and white space between elements are gone.
struct XMLElement: Equatable {
    /// Without a prefix.
    let name: String
    /// By names without prefixes; declarations of namespaces are not among them.
    var attributes: [(name: String, value: String)] = []
    var children: [XMLElement] = []
    /// All character data directly inside, references resolved.
    var text = ""

    init(name: String) {
        self.name = name
    }

    /// The first child called `name`.
    func child(_ name: String) -> XMLElement? {
        children.first { $0.name == name }
    }

    func attribute(_ name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }

    static func == (left: Self, right: Self) -> Bool {
        left.name == right.name && left.text == right.text && left.children == right.children
            && left.attributes.elementsEqual(right.attributes) { $0.name == $1.name && $0.value == $1.value }
    }
}
