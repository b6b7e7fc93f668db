import type { Refusal } from "#kit/base/errors.ts";
import { areaText, hundredths } from "../rules.ts";
import { occupationKinds, type OccupationKind, type SiteKind, siteKinds } from "../words.ts";

interface Wanted {
  kind: OccupationKind;
  companyId: string | null;
  userName: string | null;
  fromOn: string;
  untilOn: string | null;
}

/** 占用 as typed: what it must say, and on which days it may begin and end. */
export function whyNotTaken(
  site: { kind: SiteKind; createdOn: string },
  wanted: Wanted,
  today: string,
): Refusal | null {
  const { kind, fromOn, untilOn } = wanted;
  const refuse = (word: string, message: string): Refusal => ({ code: `sites.occupy.${word}`, message });
  if (kind === "transferred" && site.kind !== "landPlot")
    return refuse("transferred", `${siteKinds[site.kind]}是出租的，出让只用于地块，请改选占用方式`);
  if (kind === "reserved" && untilOn === null) return refuse("until", "预留要写明到期日期，到期没有落实的会提醒腾退");
  if (kind !== "selfUsed" && wanted.companyId === null && wanted.userName === null)
    return refuse("user", `请选择企业，或填写使用单位：${occupationKinds[kind]}给谁`);
  if (fromOn > today) return refuse("future", `${fromOn} 还没到，请到当日再登记；现在要占住的可以先登记预留`);
  if (untilOn !== null && untilOn < fromOn) return refuse("period", "到期日期早于开始日期，请核对");
  return null;
}

interface Beside {
  area: number;
  fromOn: string;
  /** The first day it is free again. */
  endedOn: string | null;
}

/** On no day since then may more be taken than there is: 补登 an older lease meets those that have ended meanwhile. */
export function whyNotBeside(
  site: { kind: SiteKind; area: number | null },
  others: readonly Beside[],
  wanted: { area: number; fromOn: string },
): Refusal | null {
  const days = [wanted.fromOn, ...others.map(({ fromOn }) => fromOn).filter((day) => day > wanted.fromOn)];
  for (const day of days.toSorted()) {
    const there = others.filter(({ fromOn, endedOn }) => fromOn <= day && (endedOn === null || endedOn > day));
    const taken = there.reduce((sum, { area }) => sum + hundredths(area), 0);
    const left = hundredths(site.area ?? 0) - taken;
    if (hundredths(wanted.area) > left)
      return {
        code: "sites.occupy.beside",
        message: `${day} 那天只剩 ${areaText(site.kind, Math.max(left, 0) / 100)}，与当时的占用重叠，请核对开始日期或面积`,
      };
  }
  return null;
}

interface Held {
  fromOn: string;
  endedOn: string | null;
  voidedAt: string | null;
}

export function whyNotEnd({ endedOn, voidedAt }: Held): Refusal | null {
  if (voidedAt !== null) return { code: "sites.vacate.voided", message: "这条占用已作废，不用再办" };
  return endedOn === null ? null : { code: "sites.vacate.ended", message: `已于 ${endedOn} 腾退，不用再办` };
}

export function whyNotEndOn({ fromOn }: Held, endedOn: string, today: string): Refusal | null {
  if (endedOn > today) return { code: "sites.vacate.future", message: `${endedOn} 还没到，请到腾退当日再登记` };
  return endedOn < fromOn ? { code: "sites.vacate.early", message: `占用始于 ${fromOn}，腾退日期不能更早` } : null;
}
