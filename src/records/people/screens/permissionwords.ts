/** What a permission lets one do. A permission without a word here shows its code, so that none is hidden. */
export const permissionWords: Record<string, string> = {
  "people.read": "查看机构与人员",
  "accounts.manage": "管理账号",
  "settings.manage": "管理机构设置",
  "history.read": "查看留痕",
  "companies.read": "查看企业",
  "companies.manage": "登记和修改企业",
  "contacts.reveal": "查看完整联系方式",
  "imports.manage": "导入 Excel",
  "exports.create": "导出列表",
  "metrics.read": "查看指标取数",
};
