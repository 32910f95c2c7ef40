extension ProgramBuilder {
    /// Compiles a statement and appends it.
    ///
    /// - Parameters:
    ///   - policy: index of the policy in its set.
    ///   - index: index of the statement in its document.
    mutating func append(_ statement: PolicyStatement, policy: Int, index: Int, version: PolicyDocument.Version) {
        let isDeny = statement.effect.value == .deny
        let expandsVariables = version == .v2012
        var row = StatementRow(
            policy: UInt32(policy),
            statement: Int32(index),
            conditions: .empty,
            principals: .empty,
            excludedResources: .empty,
            principalMode: .attached,
            isDeny: isDeny
        )
        if let principal = statement.principal { append(principal, to: &row) }
        row.conditions = append(statement.conditions, isDeny: isDeny, expandsVariables: expandsVariables)
        let rowIndex = rows.count
        rows.append(row)
        append(statement.resource, row: rowIndex, isDeny: isDeny, expandsVariables: expandsVariables)
    }

    /// Appends a row that denies everything, for a policy in force whose text is invalid.
    mutating func appendDenial(policy: Int) {
        rows.append(
            StatementRow(
                policy: UInt32(policy),
                statement: -1,
                conditions: .empty,
                principals: .empty,
                excludedResources: .empty,
                principalMode: .attached,
                isDeny: true
            )
        )
        appendEntryForEverything(row: rows.count - 1)
    }

    private mutating func append(_ principal: PrincipalElement, to row: inout StatementRow) {
        row.principalMode = principal.isComplement ? .complement : .named
        row.principals = IndexRange(start: principals.count, count: principal.members.count)
        for member in principal.members {
            let (kind, name) = member.value.compiled
            let text = patterns.store(Array(name.utf8))
            let hash = hashIgnoringCase(patterns.pool.span.extracting(text.bounds))
            principals.append(PrincipalRow(kind: kind, hash: hash, text: text))
        }
    }

    private mutating func append(_ resource: PatternElement?, row: Int, isDeny: Bool, expandsVariables: Bool) {
        guard let resource else { return appendEntryForEverything(row: row) }
        let start = patterns.patterns.count
        for pattern in resource.patterns {
            patterns.append(
                pattern.value,
                syntax: PatternSyntax(scope: .resource, expandsVariables: expandsVariables),
                undecidable: isDeny != resource.isComplement
            )
        }
        if resource.isComplement {
            rows[row].excludedResources = IndexRange(start: start, count: resource.patterns.count)
            appendEntryForEverything(row: row)
        } else {
            for pattern in start..<patterns.patterns.count {
                appendEntry(ResourceEntry(pattern: UInt32(pattern), row: UInt32(row)))
            }
        }
    }

    private mutating func appendEntryForEverything(row: Int) {
        patterns.append(.any)
        appendEntry(ResourceEntry(pattern: UInt32(patterns.patterns.count - 1), row: UInt32(row)))
    }

    private mutating func appendEntry(_ entry: ResourceEntry) {
        if rows[Int(entry.row)].isDeny {
            denies.append(entry)
        } else {
            allows.append(entry)
        }
    }
}

extension PrincipalElement.Member {
    fileprivate var compiled: (kind: PrincipalRow.Kind, name: String) {
        switch self {
        case .everyone: (.everyone, "")
        case .account(let id): (.account, id)
        case .arn(let arn): (.arn, arn)
        case .uniqueID(let id): (.uniqueID, id)
        case .service(let name): (.service, name)
        case .federated(let provider): (.federated, provider)
        case .canonicalUser(let id): (.canonicalUser, id)
        }
    }
}
