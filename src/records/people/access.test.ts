import { states } from "#tests/support/access.ts";

const everybody = {
  head: "agency",
  chief: "agency",
  officer: "agency",
  performance: "agency",
  finance: "agency",
  systemAdministrator: "agency",
  securityAdministrator: "agency",
  auditAdministrator: "agency",
} as const;

export const peopleAccess = states("机构与人员", {
  anyone: ["session.current", "session.signIn", "session.useLink", "session.demoPeople", "session.signInAsDemo"],
  signedIn: ["session.signOut"],
  permissions: {
    "people.read": { opens: ["agencies.get", "divisions.list", "persons.list", "roles.list"], roles: everybody },
    "accounts.manage": {
      opens: [
        "agencies.update",
        "divisions.create",
        "accounts.list",
        "accounts.create",
        "accounts.renew",
        "accounts.disable",
        "accounts.holdings",
        "accounts.requestErasure",
      ],
      roles: { systemAdministrator: "agency" },
    },
    "delegations.manage": {
      opens: ["delegations.list", "delegations.choices", "delegations.create", "delegations.end"],
      roles: { head: "agency", chief: "own", officer: "own", performance: "own", finance: "own" },
    },
    "handovers.read": {
      opens: ["handovers.list", "handovers.get", "handovers.print"],
      roles: { head: "agency", chief: "division", officer: "own", performance: "own", finance: "own" },
    },
    "handovers.manage": {
      opens: ["handovers.create", "handovers.choose", "handovers.renew", "handovers.sign", "handovers.cancel"],
      roles: { head: "agency", chief: "division", officer: "own", performance: "own", finance: "own" },
    },
    "erasures.read": {
      opens: ["erasures.list", "erasures.get", "erasures.receipt"],
      roles: {
        head: "agency",
        chief: "own",
        officer: "own",
        systemAdministrator: "agency",
        securityAdministrator: "agency",
        auditAdministrator: "agency",
      },
    },
    "erasures.confirm": {
      opens: ["erasures.confirm", "erasures.reject"],
      roles: { head: "agency", securityAdministrator: "agency" },
    },
  },
});
