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
  anyone: [
    "session.current",
    "session.signIn",
    "session.enterCode",
    "session.beginFactor",
    "session.confirmFactor",
    "session.renewPassword",
    "session.useLink",
    "session.demoPeople",
    "session.signInAsDemo",
    "session.beginOutside",
    "session.finishOutside",
  ],
  signedIn: [
    "session.signOut",
    "sessions.mine",
    "sessions.end",
    "sessions.endOthers",
    "passwords.change",
    "factors.mine",
    "factors.begin",
    "factors.confirm",
    "factors.renewCodes",
    "factors.remove",
    "identities.mine",
    "identities.unlink",
    "tokens.mine",
    "tokens.create",
    "tokens.revoke",
  ],
  permissions: {
    "people.read": { opens: ["agencies.get", "divisions.list", "persons.list", "roles.list"], roles: everybody },
    "accounts.manage": {
      opens: [
        "agencies.update",
        "divisions.create",
        "accounts.list",
        "accounts.create",
        "accounts.renew",
        "accounts.unlock",
        "accounts.disable",
        "identities.of",
        "identities.assign",
        "identities.remove",
      ],
      roles: { systemAdministrator: "agency" },
    },
    "history.read": { opens: ["signIns.list"], roles: { auditAdministrator: "agency" } },
    "sessions.manage": {
      opens: ["sessions.list", "sessions.close", "factors.list", "factors.reset", "tokens.list", "tokens.withdraw"],
      roles: { securityAdministrator: "agency" },
    },
  },
});
