/// The regions in which a SigV4A signature is good: names with `*` between commas.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html#how-sigv4a-works
struct RegionSet {
    private let text: String

    /// `nil` for SigV4, which has a region in its scope.
    init?(of fields: SignatureFields, in head: borrowing HeadBytes) throws(SignatureError) {
        guard fields.algorithm == .ecdsaP256SHA256 else { return nil }
        guard let range = fields.regionSet, !range.isEmpty else { throw .missingRegionSet }
        text = head.text(range)
    }

    func check(against region: String) throws(SignatureError) {
        for name in text.utf8.split(separator: ASCII.comma) where Self.matches(name.trimmed, region.utf8[...]) {
            return
        }
        throw .regionNotInSet(region: region, regionSet: text)
    }

    /// Whether `region` fits `pattern`, in which `*` stands for any characters. Goes back to the last star only, so the
    /// time is at most the product of the lengths.
    private static func matches(_ pattern: Substring.UTF8View, _ region: Substring.UTF8View) -> Bool {
        let (pattern, region) = (Array(pattern), Array(region))
        var (patternIndex, regionIndex) = (0, 0)
        var retry: (pattern: Int, region: Int)?
        while regionIndex < region.count {
            if patternIndex < pattern.count, pattern[patternIndex] == ASCII.asterisk {
                patternIndex += 1
                retry = (patternIndex, regionIndex)
            } else if patternIndex < pattern.count, pattern[patternIndex] == region[regionIndex] {
                patternIndex += 1
                regionIndex += 1
            } else if let (afterStar, start) = retry {
                retry = (afterStar, start + 1)
                (patternIndex, regionIndex) = (afterStar, start + 1)
            } else {
                return false
            }
        }
        return pattern[patternIndex...].allSatisfy { $0 == ASCII.asterisk }
    }
}
