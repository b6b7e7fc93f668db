import { states } from "#tests/support/access.ts";

const ways = ["phone", "email"];

export const directoryAccess = states("企业与客商", {
  permissions: {
    "companies.read": {
      opens: [
        "companies.list",
        "companies.get",
        "companies.forward",
        "merges.list",
        "regions.list",
        "contacts.list",
        "contacts.get",
        "groups.list",
        "groups.get",
        "groups.place",
        "groups.tiers",
        "facts.list",
      ],
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
        "contacts.consent",
        "contacts.transfer",
        "contacts.affiliate",
        "contacts.leave",
        "groups.create",
        "groups.update",
        "groups.attach",
        "groups.detach",
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
    "facts.manage": {
      opens: ["facts.record", "facts.correct", "facts.void"],
      roles: { head: "agency", chief: "division", officer: "division", finance: "agency" },
    },
    "taxes.reveal": {
      opens: ["taxes.reveal"],
      roles: { head: "agency", finance: "agency" },
    },
    "prospects.read": {
      opens: ["prospects.list", "prospects.get"],
      roles: { head: "agency", chief: "agency", officer: "division", performance: "agency", finance: "agency" },
    },
    "prospects.manage": {
      opens: [
        "prospects.create",
        "prospects.update",
        "prospects.move",
        "prospects.link",
        "prospects.unlink",
        "prospects.enroll",
      ],
      roles: { head: "agency", chief: "division", officer: "division" },
    },
  },
  fields: [
    {
      class: "sensitive",
      seenBy: ["head", "chief", "officer"],
      out: {
        "companies.get": ["contacts.[].phone", "contacts.[].email"],
        "contacts.create": ways,
        "contacts.update": ways,
        "contacts.reveal": ways,
        "contacts.list": ["rows.[].phone", "rows.[].email"],
        "contacts.get": ["contact.phone", "contact.email"],
        "contacts.consent": ways,
        "contacts.transfer": ways,
      },
      in: {
        "companies.alike": ["phone"],
        "contacts.create": ways,
        "contacts.update": ["changes.phone", "changes.email"],
      },
    },
    {
      class: "tax",
      seenBy: ["head", "finance"],
      out: { "taxes.reveal": ["rows.[].value"] },
      in: {},
    },
  ],
});
