import { z } from "zod";
import { code, day, id, line, measure, prose, version } from "#kit/base/fields.ts";
import { command } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { occupationKinds } from "../words.ts";

const typed = {
  kind: code(occupationKinds, { title: "占用方式" }),
  area: measure({ title: "占用面积" }).refine((area) => area > 0, { error: "占用面积应大于 0" }),
  companyId: id("企业（企业库）").nullable(),
  userName: line({ title: "使用单位" }, 120).nullable(),
  fromOn: day({ title: "开始日期" }),
  untilOn: day({ title: "到期日期" }).nullable(),
  note: prose({ title: "说明" }, 500),
};

export const Occupation = z.object({
  id: z.uuid(),
  siteId: z.uuid(),
  ...typed,
  /** Where the company's page is open to the reader. */
  companyPage: z.string().nullable(),
  endedOn: day({ title: "腾退日期" }).nullable(),
  endReason: z.string().meta({ title: "腾退说明" }),
  isVoided: z.boolean().meta({ title: "已作废" }),
  version: z.int(),
});

/** As the history tells it. */
const Recorded = z.object({
  ...typed,
  companyId: typed.companyId.meta({ title: "企业" }),
  endedOn: day({ title: "腾退日期" }).nullable(),
  endReason: z.string().meta({ title: "腾退说明" }),
  voidedAt: z.string().nullable().meta({ title: "作废时间", shows: "moment" }),
});

export const occupationSubject: Subject = { kind: "siteOccupation", title: "占用", noun: "sites", shape: Recorded };

const done = z.object({ id: z.uuid() });

/** 占用与腾退 of a space or a plot, whole or in part. */
export const occupationOperations = {
  occupy: command("sites.occupy", {
    title: "登记占用",
    permission: "sites.manage",
    input: z.strictObject({
      siteId: id("空间资源"),
      ...typed,
      companyId: typed.companyId.default(null),
      userName: typed.userName.default(null),
      untilOn: typed.untilOn.default(null),
      note: typed.note.default(""),
    }),
    output: done,
  }),
  vacate: command("sites.vacate", {
    title: "登记腾退",
    permission: "sites.manage",
    input: z.strictObject({
      id: id("占用"),
      version: version(),
      endedOn: day({ title: "腾退日期" }),
      reason: line({ title: "腾退说明" }, 200),
    }),
    output: done,
  }),
  /** 登记有误: as if it had never been; the row stays, struck out. */
  void: command("sites.voidOccupation", {
    title: "作废占用",
    permission: "sites.manage",
    input: z.strictObject({ id: id("占用"), version: version(), reason: line({ title: "作废原因" }, 200) }),
    output: done,
  }),
};
