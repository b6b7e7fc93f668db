import { z } from "zod";
import { code, line, listOf, prose } from "#kit/base/fields.ts";
import { query } from "#kit/base/operation.ts";
import { Company, CompanyRow } from "../contract.ts";
import { companyStates } from "../words.ts";
import { likeReasons } from "./words.ts";

export const Likeness = {
  score: z.int().meta({ title: "相像程度", unit: "分", shows: "count" }),
  reasons: z.array(code(likeReasons, { title: "依据" })).meta({ title: "依据", shows: "code", words: likeReasons }),
};

/** 重复对接提示: whom to ask, and nothing else about what the asker may not see. */
export const Elsewhere = z.object({ divisionName: z.string().nullable().meta({ title: "负责科室" }) });

export const alikeOperations = {
  /** Asked while a company is typed in. */
  alike: query("companies.alike", {
    title: "查找相像的企业",
    permission: "companies.manage",
    input: z.strictObject({
      name: line({ title: "企业名称", class: "public" }, 120),
      formerNames: listOf(line({ title: "曾用名" }, 120), 20, "曾用名")
        .default([])
        .meta({ title: "曾用名" }),
      creditCode: prose({ title: "统一社会信用代码" }, 40).default(""),
      address: prose({ title: "地址" }, 200).default(""),
      phone: prose({ title: "电话", class: "sensitive", personal: true }, 40).default(""),
    }),
    output: z.object({
      candidates: z.array(
        z.object({
          id: z.uuid(),
          name: z.string().meta({ title: "企业名称", class: "public" }),
          creditCode: z.string().nullable().meta({ title: "统一社会信用代码", class: "public" }),
          state: code(companyStates, { title: "状态" }),
          officerName: z.string().nullable().meta({ title: "责任专员" }),
          divisionName: z.string().nullable().meta({ title: "科室" }),
          ...Likeness,
        }),
      ),
      elsewhere: z.array(Elsewhere),
      /** The sentence with which entering it without a reason would be refused. */
      asks: z.string().nullable(),
    }),
  }),
};

/** A company as it is laid beside another one. */
export const ComparedCompany = Company.extend({
  ...CompanyRow.pick({ officerName: true, divisionName: true, regionName: true }).shape,
  contactCount: z.int().meta({ title: "联系人", unit: "位", shows: "count" }),
});
