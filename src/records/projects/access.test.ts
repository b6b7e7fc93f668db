import { states } from "#tests/support/access.ts";

export const projectsAccess = states("招商项目", {
  permissions: {
    "projects.read": {
      opens: [
        "projects.list",
        "projects.get",
        "projects.funnel",
        "overrides.list",
        "signings.list",
        "members.list",
        "referrals.list",
        "referrals.ofProject",
        "introductions.list",
        "introductions.ofProject",
        "introductions.contribution",
        "outcomes.ofEvent",
      ],
      roles: { head: "agency", chief: "agency", officer: "division", performance: "agency", finance: "agency" },
    },
    "projects.manage": {
      opens: [
        "projects.create",
        "projects.update",
        "stages.move",
        "stages.correct",
        "stages.annul",
        "overrides.ask",
        "standings.change",
        "signings.create",
        "signings.annul",
        "members.add",
        "members.end",
        "instructions.add",
        "instructions.annul",
        "referrals.alike",
        "referrals.file",
        "referrals.report",
        "referrals.extend",
        "referrals.withdraw",
        "introductions.file",
        "introductions.annul",
      ],
      roles: { head: "agency", chief: "division", officer: "division" },
    },
    "projects.verify": {
      opens: ["stages.verify", "stages.recognize"],
      roles: { head: "agency", chief: "division", performance: "agency" },
    },
    "projects.override": {
      opens: ["overrides.decide"],
      roles: { head: "agency", chief: "division" },
    },
    "projects.arbitrate": {
      opens: ["referrals.transfer", "disputes.list", "disputes.get", "disputes.decide"],
      roles: { head: "agency" },
    },
  },
});
