/// The operations of CloudWatch Logs that are served.
enum LogsService {
    static func operations(_ logs: LogsDependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateLogGroup(logs: logs)),
            Served(DeleteLogGroup(logs: logs)),
            Served(DescribeLogGroups(logs: logs)),
            Served(PutRetentionPolicy(logs: logs)),
            Served(DeleteRetentionPolicy(logs: logs)),
            Served(CreateLogStream(logs: logs)),
            Served(DeleteLogStream(logs: logs)),
            Served(DescribeLogStreams(logs: logs)),
            Served(PutLogEvents(logs: logs)),
            Served(GetLogEvents(logs: logs)),
            Served(FilterLogEvents(logs: logs)),
            Served(TagLogResource(logs: logs)),
            Served(UntagLogResource(logs: logs)),
            Served(ListTagsForLogResource()),
            Served(TagLogGroup(logs: logs)),
            Served(UntagLogGroup(logs: logs)),
            Served(ListTagsLogGroup()),
        ]
    }
}
