/** What a permission lets one do. A permission without a word here shows its code, so that none is hidden. */
export const permissionWords: Record<string, string> = {
  "people.read": "查看机构与人员",
  "accounts.manage": "管理账号",
  "history.read": "查看留痕",
  "approvals.read": "查看审批",
  "approvals.start": "发起、撤回和催办审批",
  "approvals.decide": "办理审批",
  "approvals.oversee": "查看审批时效",
  "approvals.repair": "更换离岗的审批人",
  "memos.read": "查看请示",
  "memos.manage": "提交和修改请示",
  "companies.read": "查看企业",
  "companies.manage": "登记和修改企业",
  "contacts.reveal": "查看完整联系方式",
  "imports.manage": "导入 Excel",
  "exports.create": "导出列表",
  "metrics.read": "查看指标取数",
};
