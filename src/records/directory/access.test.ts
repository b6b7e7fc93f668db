import { states } from "#tests/support/access.ts";

export const directoryAccess = states("企业与客商", {
  permissions: {
    "companies.read": {
      opens: ["companies.list", "companies.get", "companies.forward", "merges.list", "regions.list"],
      roles: { head: "agency", chief: "agency", officer: "division", performance: "agency", finance: "agency" },
    },
    "companies.manage": {
      opens: [
        "companies.create",
        "companies.alike",
        "companies.update",
        "companies.archive",
        "companies.restore",
        "contacts.create",
        "contacts.update",
        "contacts.remove",
        "contacts.requestErasure",
      ],
      roles: { head: "agency", chief: "division", officer: "division" },
    },
    "companies.merge": {
      opens: [
        "duplicates.list",
        "duplicates.get",
        "duplicates.dismiss",
        "duplicates.search",
        "duplicates.lastSearch",
        "merges.preview",
        "companies.merge",
        "merges.undo",
      ],
      roles: { head: "agency", chief: "division" },
    },
    "contacts.reveal": {
      opens: ["contacts.reveal"],
      roles: { head: "agency", chief: "division", officer: "own" },
    },
  },
  fields: [
    {
      class: "sensitive",
      seenBy: ["head", "chief", "officer"],
      out: {
        "companies.get": ["contacts.[].phone", "contacts.[].email"],
        "contacts.create": ["phone", "email"],
        "contacts.update": ["phone", "email"],
        "contacts.reveal": ["phone", "email"],
      },
      in: {
        "companies.alike": ["phone"],
        "contacts.create": ["phone", "email"],
        "contacts.update": ["changes.phone", "changes.email"],
      },
    },
  ],
});
