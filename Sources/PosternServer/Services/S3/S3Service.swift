/// The operations of S3 that are served.
enum S3Service {
    static func operations(_ s3: S3Dependencies) -> [any AnyServiceOperation] {
        buckets(s3) + FixedConfigurations.operations + objects(s3) + listings(s3) + uploads(s3)
    }

    private static func buckets(_ s3: S3Dependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateBucket(s3: s3)),
            Served(DeleteBucket(s3: s3)),
            Served(HeadBucket()),
            Served(ListBuckets()),
            Served(GetBucketLocation()),
            Served(GetBucketVersioning()),
            Served(PutBucketVersioning(s3: s3)),
            Served(GetBucketTagging()),
            Served(PutBucketTagging(s3: s3)),
            Served(DeleteBucketTagging(s3: s3)),
            Served(GetBucketPolicy()),
            Served(GetBucketPolicyStatus()),
            Served(PutBucketPolicy(s3: s3)),
            Served(DeleteBucketPolicy(s3: s3)),
            Served(GetPublicAccessBlock()),
            Served(PutPublicAccessBlock(s3: s3)),
            Served(DeletePublicAccessBlock(s3: s3)),
            Served(PutBucketAcl()),
            Served(PutBucketOwnershipControls()),
            Served(PutBucketEncryption()),
        ]
    }

    private static func objects(_ s3: S3Dependencies) -> [any AnyServiceOperation] {
        [
            Served(PutObject(s3: s3)),
            Served(GetObject(s3: s3)),
            Served(HeadObject(s3: s3)),
            Served(DeleteObject(s3: s3)),
            Served(DeleteObjects(s3: s3)),
            Served(CopyObject(s3: s3)),
            Served(GetObjectAttributes(s3: s3)),
            Served(GetObjectTagging(s3: s3)),
            Served(PutObjectTagging(s3: s3)),
            Served(DeleteObjectTagging(s3: s3)),
            Served(GetObjectAcl(s3: s3)),
            Served(PutObjectAcl(s3: s3)),
        ]
    }

    private static func listings(_ s3: S3Dependencies) -> [any AnyServiceOperation] {
        [
            Served(ListObjects(s3: s3)),
            Served(ListObjectsV2(s3: s3)),
            Served(ListObjectVersions(s3: s3)),
        ]
    }

    private static func uploads(_ s3: S3Dependencies) -> [any AnyServiceOperation] {
        [
            Served(CreateMultipartUpload(s3: s3)),
            Served(UploadPart(s3: s3)),
            Served(UploadPartCopy(s3: s3)),
            Served(CompleteMultipartUpload(s3: s3)),
            Served(AbortMultipartUpload(s3: s3)),
            Served(ListParts(s3: s3)),
            Served(ListMultipartUploads(s3: s3)),
        ]
    }
}
