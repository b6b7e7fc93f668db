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
    "people.read": {
      opens: [
        "agencies.get",
        "divisions.list",
        "divisions.tree",
        "persons.list",
        "persons.roster",
        "persons.get",
        "services.list",
        "posts.list",
        "establishments.summary",
        "establishments.list",
        "roles.list",
        "hostings.list",
      ],
      roles: everybody,
    },
    "people.manage": {
      opens: [
        "divisions.create",
        "divisions.update",
        "divisions.move",
        "divisions.close",
        "divisions.reopen",
        "persons.create",
        "persons.update",
        "persons.move",
        "persons.leave",
        "persons.rejoin",
        "persons.reveal",
        "posts.create",
        "posts.update",
        "posts.close",
        "establishments.approve",
        "establishments.annul",
      ],
      roles: { head: "agency", systemAdministrator: "agency" },
    },
    "accounts.manage": {
      opens: [
        "agencies.update",
        "agencies.office",
        "accounts.list",
        "accounts.create",
        "accounts.give",
        "accounts.invite",
        "accounts.renew",
        "accounts.disable",
        "hostings.create",
        "hostings.post",
        "hostings.end",
      ],
      roles: { systemAdministrator: "agency" },
    },
    "rights.read": {
      opens: ["rights.holders", "rights.explain"],
      roles: { systemAdministrator: "agency", securityAdministrator: "agency", auditAdministrator: "agency" },
    },
    "rights.manage": {
      opens: ["roles.create", "roles.update", "roles.remove", "postings.give", "postings.withdraw"],
      roles: { securityAdministrator: "agency" },
    },
  },
});
