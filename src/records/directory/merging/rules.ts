import type { Refusal } from "#kit/base/errors.ts";
import { sectionOfCode } from "../rules.ts";
import type { CompanyState, CompanyTag } from "../words.ts";
import { type ChosenField, chosenFields, type MergeSide } from "./words.ts";

/** 撤销期: as long as this a merge can be taken back. */
export const undoDays = 30;

interface Mergeable {
  id: string;
  name: string;
  state: CompanyState;
}

/** Why these two records may not become one, or null. */
export function whyNotMerge(survivor: Mergeable, merged: Mergeable): Refusal | null {
  if (survivor.id === merged.id)
    return { code: "companies.merge.self", message: "同一条记录不能与自己合并，请另选一家" };
  for (const { name, state } of [survivor, merged]) {
    if (state === "archived")
      return { code: "companies.merge.archived", message: `“${name}”已归档，请先恢复在库，再合并` };
    if (state === "merged")
      return { code: "companies.merge.merged", message: `“${name}”已并入另一条记录，请与那一条合并` };
  }
  return null;
}

export const whyNotReach = (name: string, divisionName: string | null): Refusal => ({
  code: "companies.merge.scope",
  message: `“${name}”由${divisionName ?? "别的科室"}负责，不在您的合并范围内，请由主任合并`,
});

export function whyNotUndo(
  { undoneAt, undoUntil }: { undoneAt: string | null; undoUntil: string },
  today: string,
): Refusal | null {
  if (undoneAt) return { code: "merges.undone", message: "这次合并已经撤销" };
  if (today > undoUntil)
    return { code: "merges.late", message: `合并满 ${undoDays} 天后不能撤销（期限至 ${undoUntil}），请手工分开` };
  return null;
}

interface Owned extends Record<ChosenField, string | null> {
  name: string;
  address: string;
  note: string;
  formerNames: string[];
  formerCodes: string[];
  tags: CompanyTag[];
  divisionId: string | null;
}

export type Choices = Partial<Record<ChosenField, MergeSide | undefined>>;

/** Fields of which both say something, and not the same: here somebody has to choose. */
export const openFields = (survivor: Owned, merged: Owned): ChosenField[] =>
  chosenFields.filter((field) => survivor[field] && merged[field] && survivor[field] !== merged[field]);

/** Which side a field comes from: as chosen where both speak, else from the one that does. */
export function sideOf(field: ChosenField, survivor: Owned, merged: Owned, choices: Choices): MergeSide {
  if (survivor[field] && merged[field]) return choices[field] ?? "survivor";
  return merged[field] ? "merged" : "survivor";
}

/** What the survivor says after the merge, and the code that the merged record is left with. */
export function mergedCompany<C extends Owned>(survivor: C, merged: C, choices: Choices) {
  const from = (field: ChosenField) => (sideOf(field, survivor, merged, choices) === "merged" ? merged : survivor);
  const taken = Object.fromEntries(chosenFields.map((field) => [field, from(field)[field]])) as Pick<C, ChosenField>;
  const codeLeft = taken.creditCode === merged.creditCode ? survivor.creditCode : merged.creditCode;
  const union = (...texts: string[]) => [...new Set(texts)];
  return {
    after: {
      ...survivor,
      ...taken,
      industryCode: codeOfSection(taken.industry, [from("industryCode"), survivor, merged]),
      divisionId: from("officerId").divisionId,
      formerNames: union(...survivor.formerNames, ...merged.formerNames, survivor.name, merged.name).filter(
        (name) => name !== taken.name,
      ),
      formerCodes: union(...survivor.formerCodes, ...merged.formerCodes, ...(codeLeft ? [codeLeft] : [])),
      tags: union(...survivor.tags, ...merged.tags) as CompanyTag[],
    },
    codeLeft,
  };
}

/** 行业代码 stands only under its own section: of these, in this order, the first that does. */
const codeOfSection = (industry: string | null, sides: Owned[]): string | null =>
  sides.map((side) => side.industryCode).find((code) => code !== null && sectionOfCode(code) === industry) ?? null;

const mostFormerNames = 20;

export function whyNotResult({ formerNames }: { formerNames: string[] }): Refusal | null {
  return formerNames.length <= mostFormerNames
    ? null
    : {
        code: "companies.merge.formerNames",
        message: `合并后曾用名有 ${formerNames.length} 个，超过 ${mostFormerNames} 个，请先在两家中删去不用的`,
      };
}
