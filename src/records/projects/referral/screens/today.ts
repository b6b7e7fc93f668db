import { today } from "#kit/base/dates.ts";

/** Today at the agency, for lights that are lit on the screen. */
export const todayHere = (): string => today(new Date());
