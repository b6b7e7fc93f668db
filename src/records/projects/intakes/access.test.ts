import { states } from "#tests/support/access.ts";

export const intakesAccess = states("公开来件", {
  permissions: {
    "intakes.manage": {
      opens: ["intakes.list", "intakes.get", "intakes.take", "intakes.setAside", "intakes.reveal", "intakes.forget"],
      roles: { head: "agency", chief: "agency", officer: "agency" },
    },
    "intakes.publish": {
      opens: [
        "intakeLinks.list",
        "intakeLinks.create",
        "intakeLinks.update",
        "intakeLinks.close",
        "intakeLinks.reopen",
        "intakeLinks.relink",
      ],
      roles: { head: "agency", chief: "agency" },
    },
  },
  anyone: ["intakes.form", "intakes.submit"],
  fields: [
    {
      class: "sensitive",
      seenBy: ["head", "chief", "officer"],
      out: { "intakes.get": ["intake.phone"], "intakes.reveal": ["phone"] },
      in: {},
    },
  ],
});
