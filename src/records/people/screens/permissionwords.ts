/** What a permission lets one do. A permission without a word here shows its code, so that none is hidden. */
export const permissionWords: Record<string, string> = {
  "people.read": "查看机构与人员",
  "accounts.manage": "管理账号",
  "history.read": "查看留痕",
  "companies.read": "查看企业",
  "companies.manage": "登记和修改企业",
  "contacts.reveal": "查看完整联系方式",
  "facts.manage": "登记和更正外部数据",
  "taxes.reveal": "查看涉税数据（须说明用途）",
  "prospects.read": "查看目标企业",
  "prospects.manage": "列入和跟进目标企业",
  "imports.manage": "导入 Excel",
  "exports.create": "导出列表",
  "metrics.read": "查看指标取数",
};
