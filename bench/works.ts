import type { Operation, Output, Sent } from "#kit/base/operation.ts";
import type { Actor } from "#kit/server/context.ts";
import { ask } from "#kit/server/serve.ts";
import { served } from "#app/house.ts";
import { type OpenedDoor, openFor, p95, type Visitor } from "./door.ts";
import { isWork, listening, type Row, sideBySide } from "./measure.ts";
import type { Stage } from "./stage.ts";

/** What every measured work is given. */
export interface Bench {
  stage: Stage;
  head: Actor;
  officer: Actor;
  agencyId: string;
  isFull: boolean;
  visitors: { head: Visitor; officer: Visitor };
  run: <O extends Operation>(actor: Actor, operation: O, sent: Sent<O>) => Promise<Output<O>>;
  /** One line of the table: both sides in turn, then the statements of one call, then the door. */
  compare: <O extends Operation>(wanted: Compared<O>) => Promise<Row>;
}

interface Compared<O extends Operation> {
  work: string;
  of: string;
  as: "head" | "officer";
  operation: O;
  sent: (round: number) => Sent<O>;
  floor: (round: number) => Promise<unknown>;
  goal: number | null;
  p95Goal?: number;
}

export interface Work {
  name: string;
  measure: (bench: Bench) => Promise<Row[]>;
}

export async function openBench(
  stage: Stage,
  { isTraced, isFull }: { isTraced: boolean; isFull: boolean },
): Promise<Bench & { close(): Promise<void> }> {
  const { house, people } = stage;
  const door: OpenedDoor = await openFor(house);
  const visitors = { head: await door.visitor("bench-1-head"), officer: await door.visitor("bench-1-officer-1") };
  const run: Bench["run"] = (actor, operation, sent) => ask(house, served, actor, operation, sent);
  const compare: Bench["compare"] = async ({ work, of, as, operation, sent, floor, goal, p95Goal }) => {
    const ours = (round: number) => run(people[as], operation, sent(round));
    const sides = await sideBySide(floor, ours);
    const told = await listening(() => ours(0));
    if (isTraced) for (const { text, ms } of told) console.log(`  ${ms.toFixed(2)} ms  ${text.replace(/\s+/g, " ")}`);
    const slow = await p95((round) => visitors[as].ask(operation.address, sent(round)));
    return {
      work,
      of,
      ...sides,
      cpu: house.database.kind === "pglite" ? sides.cpu : null,
      goal,
      p95: slow,
      p95Goal: p95Goal ?? null,
      statements: told.filter(isWork).length,
      note: "",
    };
  };
  const agencyId = people.head.agencyId ?? "";
  return { stage, ...people, agencyId, isFull, visitors, run, compare, close: () => door.close() };
}
