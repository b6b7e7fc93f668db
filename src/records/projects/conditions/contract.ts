import { z } from "zod";
import { day, line } from "#kit/base/fields.ts";
import { AttachedShown, Attachment } from "../papers/contract.ts";

/* 附带条件: what a conclusion wants done, of reviews and of diligence alike. */

export const conditionShape = {
  id: z.uuid(),
  projectId: z.uuid(),
  content: z.string().meta({ title: "条件" }),
  dueOn: day({ title: "完成期限" }),
  personId: z.uuid().nullable(),
  metOn: z.string().nullable().meta({ title: "落实日期", shows: "date" }),
  metNote: z.string().meta({ title: "落实情况" }),
  file: AttachedShown.nullable().meta({ title: "佐证" }),
};

export const NewCondition = z.strictObject({
  content: line({ title: "条件" }, 300),
  dueOn: day({ title: "完成期限" }),
});

/** What is typed once it is met. */
export const metInput = {
  metOn: day({ title: "落实日期" }),
  metNote: line({ title: "落实情况" }, 500),
  file: Attachment.nullable().meta({ title: "佐证" }).default(null),
};
