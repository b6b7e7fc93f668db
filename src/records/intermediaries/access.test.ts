import { states } from "#tests/support/access.ts";

export const intermediariesAccess = states("中介机构", {
  permissions: {
    "intermediaries.read": {
      opens: ["intermediaries.list", "intermediaries.get", "mandates.list", "outposts.list", "outposts.get"],
      roles: { head: "agency", chief: "agency", officer: "division", performance: "agency", finance: "agency" },
    },
    "intermediaries.manage": {
      opens: [
        "intermediaries.create",
        "intermediaries.update",
        "intermediaries.declare",
        "intermediaries.remove",
        "intermediaries.restore",
        "intermediaries.reveal",
        "mandates.sign",
        "mandates.renew",
        "mandates.update",
        "mandates.end",
        "outposts.create",
        "outposts.update",
        "outposts.close",
        "outposts.post",
        "outposts.recall",
        "outposts.spend",
        "outposts.achieve",
        "outposts.voidEntry",
      ],
      roles: { head: "agency", chief: "division", officer: "division" },
    },
  },
  fields: [
    {
      class: "sensitive",
      seenBy: ["head", "chief", "officer"],
      out: { "intermediaries.get": ["intermediary.phone"], "intermediaries.reveal": ["phone"] },
      in: { "intermediaries.create": ["phone"], "intermediaries.update": ["changes.phone"] },
    },
  ],
});
