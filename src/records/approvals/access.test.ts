import { states } from "#tests/support/access.ts";

const business = { officer: "own", performance: "own", finance: "own" } as const;
const starters = { ...business, head: "own", chief: "own" } as const;

export const approvalsAccess = states("审批", {
  permissions: {
    "approvals.read": {
      opens: ["approvals.list", "approvals.get", "approvals.flows"],
      roles: { ...business, head: "agency", chief: "division" },
    },
    "approvals.start": { opens: ["approvals.resubmit", "approvals.withdraw", "approvals.urge"], roles: starters },
    "approvals.decide": {
      opens: [
        "approvals.approve",
        "approvals.reject",
        "approvals.returnTo",
        "approvals.delegate",
        "approvals.addApprover",
        "approvals.choices",
      ],
      roles: { head: "agency", chief: "agency", performance: "agency", finance: "agency" },
    },
    "approvals.oversee": {
      opens: ["approvals.timing"],
      roles: { head: "agency", chief: "division", performance: "agency" },
    },
    "approvals.repair": {
      opens: ["approvals.stuck", "approvals.replace"],
      roles: { systemAdministrator: "agency" },
    },
    "memos.read": {
      opens: ["memos.list", "memos.get", "memos.sheet"],
      roles: { ...business, head: "agency", chief: "division" },
    },
    "memos.manage": { opens: ["memos.submit", "memos.update", "memos.resend"], roles: starters },
  },
});
