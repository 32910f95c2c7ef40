/// A path inside a package: relative, without `.` and `..`, so that joined to a directory it stays below it.
struct PackagePath: Sendable, Hashable {
    /// Bounds of Linux: `NAME_MAX`, and `PATH_MAX` less room for the directory it is joined to.
    static let componentLimitBytes = 255
    static let pathLimitBytes = 3_072

    let components: ArraySlice<Substring>

    /// Takes an entry's name as a ZIP has it; nil when it is absolute, leaves the package, or is none.
    init?(entryName: String) {
        guard !entryName.hasPrefix("/"), !entryName.utf8.contains(0) else { return nil }
        let components = entryName.split(separator: "/").filter { $0 != "." }
        guard
            !components.isEmpty, entryName.utf8.count <= Self.pathLimitBytes,
            components.allSatisfy({ $0 != ".." && $0.utf8.count <= Self.componentLimitBytes })
        else { return nil }
        self.components = components[...]
    }

    private init(components: ArraySlice<Substring>) {
        self.components = components
    }

    var text: String { components.joined(separator: "/") }

    /// The directory above; nil at the top of the package.
    var parent: PackagePath? {
        components.count > 1 ? PackagePath(components: components.dropLast()) : nil
    }

    /// Whether a symbolic link that stands here stays inside the package.
    ///
    /// `..` is taken only at the start, where it climbs real directories: after the name of another link it would not
    /// be known from where it climbs.
    func allows(linkTarget target: String) -> Bool {
        guard !target.isEmpty, !target.hasPrefix("/"), !target.utf8.contains(0) else { return false }
        let parts = target.split(separator: "/").filter { $0 != "." }
        let climbs = parts.prefix { $0 == ".." }.count
        return climbs < components.count && !parts.dropFirst(climbs).contains("..")
    }
}
