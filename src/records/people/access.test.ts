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
      ],
      roles: { systemAdministrator: "agency" },
    },
  },
});
