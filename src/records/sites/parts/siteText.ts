import { inYuan, readable } from "#kit/base/money.ts";
import { areaText } from "../rules.ts";
import type { SiteKind } from "../words.ts";

/** 面积 with the unit of the kind. */
export const shownArea = (kind: SiteKind, area: number | null): string => (area === null ? "" : areaText(kind, area));

export const rentText = (rent: string | null): string => (rent === null ? "" : `${inYuan(rent)} 元/㎡/月`);
export const landPriceText = (price: string | null): string => (price === null ? "" : `${readable(price)}/亩`);
