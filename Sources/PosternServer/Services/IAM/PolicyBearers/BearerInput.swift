import AWSWire
import StateStore

/// The input of an operation on one user, group or role.
protocol BearerInput: WireStructure {
    associatedtype Bearer: PolicyBearer
    var bearerName: String { get }
}

/// … that names a managed policy.
protocol AttachmentInput: BearerInput {
    var policyARN: String { get }
}

/// … that names an inline policy.
protocol InlinePolicyInput: BearerInput {
    var policyName: String { get }
}

/// … that brings the document of an inline policy.
protocol InlinePolicyDocumentInput: InlinePolicyInput {
    var policyDocument: String { get }
}

/// … that asks for a page of a list.
protocol BearerPageInput: BearerInput {
    var marker: String? { get }
    var maxItems: Int? { get }
}

/// … of attached policies under a path.
protocol AttachmentPageInput: BearerPageInput {
    var pathPrefix: String? { get }
}

protocol UserInput: BearerInput where Bearer == User {
    var userName: String { get }
}

protocol GroupInput: BearerInput where Bearer == Group {
    var groupName: String { get }
}

protocol RoleInput: BearerInput where Bearer == Role {
    var roleName: String { get }
}

extension UserInput { var bearerName: String { userName } }
extension GroupInput { var bearerName: String { groupName } }
extension RoleInput { var bearerName: String { roleName } }

extension IAM.AttachUserPolicy.Input: UserInput, AttachmentInput {}
extension IAM.AttachGroupPolicy.Input: GroupInput, AttachmentInput {}
extension IAM.AttachRolePolicy.Input: RoleInput, AttachmentInput {}
extension IAM.DetachUserPolicy.Input: UserInput, AttachmentInput {}
extension IAM.DetachGroupPolicy.Input: GroupInput, AttachmentInput {}
extension IAM.DetachRolePolicy.Input: RoleInput, AttachmentInput {}
extension IAM.PutUserPolicy.Input: UserInput, InlinePolicyDocumentInput {}
extension IAM.PutGroupPolicy.Input: GroupInput, InlinePolicyDocumentInput {}
extension IAM.PutRolePolicy.Input: RoleInput, InlinePolicyDocumentInput {}
extension IAM.GetUserPolicy.Input: UserInput, InlinePolicyInput {}
extension IAM.GetGroupPolicy.Input: GroupInput, InlinePolicyInput {}
extension IAM.GetRolePolicy.Input: RoleInput, InlinePolicyInput {}
extension IAM.DeleteUserPolicy.Input: UserInput, InlinePolicyInput {}
extension IAM.DeleteGroupPolicy.Input: GroupInput, InlinePolicyInput {}
extension IAM.DeleteRolePolicy.Input: RoleInput, InlinePolicyInput {}
extension IAM.ListUserPolicies.Input: UserInput, BearerPageInput {}
extension IAM.ListGroupPolicies.Input: GroupInput, BearerPageInput {}
extension IAM.ListRolePolicies.Input: RoleInput, BearerPageInput {}
extension IAM.ListAttachedUserPolicies.Input: UserInput, AttachmentPageInput {}
extension IAM.ListAttachedGroupPolicies.Input: GroupInput, AttachmentPageInput {}
extension IAM.ListAttachedRolePolicies.Input: RoleInput, AttachmentPageInput {}
