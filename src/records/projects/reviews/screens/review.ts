import type { Output } from "#kit/base/operation.ts";
import type { reviewOperations } from "../contract.ts";

export type Page = Output<typeof reviewOperations.get>;
export type Opinion = Page["opinions"][number];
export type Seat = Page["seats"][number];
export type Condition = Page["conditions"][number];
