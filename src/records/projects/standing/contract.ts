import { z } from "zod";
import { code, day, id, line, prose, version } from "#kit/base/fields.ts";
import { command } from "#kit/base/operation.ts";
import { Project } from "../contract.ts";
import { standings } from "../words.ts";

export const standingOperations = {
  /** 延期、休眠、流失、终止、清退，或恢复推进. */
  change: command("standings.change", {
    title: "改推进状态",
    permission: "projects.manage",
    input: z.strictObject({
      projectId: id("项目"),
      version: version(),
      standing: code(standings, { title: "推进状态" }),
      happenedOn: day({ title: "自哪天起" }),
      reason: line({ title: "原因" }, 40).nullable().default(null),
      wentTo: prose({ title: "流向" }, 80).default(""),
      note: prose({ title: "说明" }, 500).default(""),
    }),
    output: Project,
  }),
};
