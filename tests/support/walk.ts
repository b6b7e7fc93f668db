import { Failure } from "#kit/base/errors.ts";
import { type Actor, nobody, type ScopeKind } from "#kit/server/context.ts";
import { classedFields } from "#kit/server/mask.ts";
import { type House, run, type Served } from "#kit/server/serve.ts";
import { standingOfLogin } from "#records/people/queries.ts";
import { type Access, postOf, type Reach, type RoleCode, roleCodes } from "./access.ts";
import { rehearse } from "./database.ts";
import type { Planted, Row } from "./planted.ts";
import type { Cell, Sample, Whose } from "./sample.ts";

/**
 * 走遍: every operation as everybody about everybody's rows. What should happen is derived from the modules' statements
 * (access.test.ts) alone, what does happen is asked of the real thing; every difference is a breach.
 */
export interface Walked {
  cells: number;
  breaches: string[];
}

export interface Ground {
  planted: Planted;
  served: readonly Served[];
  access: readonly Access[];
  samples: Record<string, Sample>;
  /** Only cells of these operations; all of them where left out. */
  only?: string[];
}

interface Walker {
  name: string;
  actor: Actor;
  role: RoleCode | null;
}

const words: Record<Whose, string> = { own: "本人的", mate: "同科室的", stranger: "别科室的", foreign: "别机构的" };

export async function walk(ground: Ground): Promise<Walked> {
  const walked: Walked = { cells: 0, breaches: unlisted(ground) };
  const walkers = await walkersOf(ground.planted);
  for (const served of ground.served) {
    const sample = ground.samples[served.operation.address];
    if (!sample || ground.only?.includes(served.operation.address) === false) continue;
    for (const walker of walkers) {
      for (const whose of sample.about?.whose ?? (["own"] as const)) {
        const row = rowOf(ground.planted, walker.actor, whose);
        if (!row) continue;
        walked.cells += 1;
        const wrong = await tryCell(ground, served, sample, walker, whose, row);
        walked.breaches.push(
          ...wrong.map((what) => `${served.operation.address}，${walker.name}，${words[whose]}：${what}`),
        );
      }
    }
  }
  return walked;
}

/** Everybody of one agency by role, an account of the other agency asking here, and nobody. */
export async function walkersOf({ stage, house }: Planted): Promise<Walker[]> {
  const elsewhere = await house.database.transaction({ role: "door" }, (db) =>
    standingOfLogin(db, "yi-head", "jia", "2026-03-05", "web"),
  );
  if (!elsewhere) throw new Error("yi-head has no account");
  return [
    ...roleCodes.map((role) => ({ name: role, actor: stage.jia.people[postOf[role]], role })),
    { name: "在本机构无任职", actor: elsewhere.actor, role: null },
    { name: "未登录", actor: nobody, role: null },
  ];
}

/** A row that stands to this person as asked; people without an agency try the officer's. */
export function rowOf({ stage, rows }: Planted, actor: Actor, whose: Whose): Row | undefined {
  const { jia } = stage;
  const me = actor.agencyId === jia.id ? actor : jia.people.officer;
  const isMine = ({ personId }: Row) => personId === me.personId;
  const isMate = (row: Row) => row.divisionId !== null && row.divisionId === me.divisionId;
  return rows.find((row) => {
    if (row.agencyId !== jia.id) return whose === "foreign";
    if (isMine(row)) return whose === "own";
    return whose === (isMate(row) ? "mate" : "stranger");
  });
}

const reaches: Record<ScopeKind, Whose[]> = {
  own: ["own"],
  division: ["own", "mate"],
  agency: ["own", "mate", "stranger"],
};

type Outcome = { kind: string; answer?: unknown };

/** 门口: who may not do this to anybody's rows is refused before what is asked is looked at, so nothing is got ready for it. */
function isAtDoor({ access }: Ground, { operation }: Served, { actor, role }: Walker, wanted: string): boolean {
  if (wanted === "signedOut") return true;
  if (wanted !== "forbidden" || operation.reach !== "agency") return false;
  const may = role && scopeIn(access, role, ({ opens }) => opens.includes(operation.address));
  return !actor.agencyId || (!may && access.every(({ signedIn }) => !signedIn?.includes(operation.address)));
}

function expected({ access }: Ground, { operation }: Served, sample: Sample, { actor, role }: Walker, whose: Whose) {
  const { address } = operation;
  const inReach = (scope: ScopeKind) =>
    !sample.about || reaches[scope].includes(whose) ? "allowed" : (sample.about.outside ?? "missing");
  if (access.some(({ anyone }) => anyone?.includes(address))) return "allowed";
  if (!actor.accountId) return "signedOut";
  if (access.some(({ signedIn }) => signedIn?.includes(address))) {
    if (operation.reach === "agency" && !actor.agencyId) return "forbidden";
    const { under, scope = "agency" } = sample.about ?? {};
    const reached = under ? role && scopeIn(access, role, (_, permission) => permission === under) : scope;
    return reached ? inReach(reached) : "forbidden";
  }
  const scope = role && scopeIn(access, role, ({ opens }) => opens.includes(address));
  return scope ? inReach(sample.about?.scope ?? sample.reach?.[role] ?? scope) : "forbidden";
}

function scopeIn(
  access: readonly Access[],
  role: RoleCode,
  isIt: (said: Access["permissions"][string], permission: string) => boolean,
): ScopeKind | null {
  const said = access.flatMap(({ permissions }) => Object.entries(permissions));
  return said.find(([permission, each]) => isIt(each, permission))?.[1].roles[role] ?? null;
}

async function tryCell(
  ground: Ground,
  served: Served,
  sample: Sample,
  walker: Walker,
  whose: Whose,
  row: Row,
): Promise<string[]> {
  const wanted = expected(ground, served, sample, walker, whose);
  const actor = sample.isLocal ? { ...walker.actor, isLocal: true } : walker.actor;
  const input = isAtDoor(ground, served, walker, wanted) ? () => ({}) : sample.input;
  const got = await attempt(ground, served, actor, row, input);
  if (got.kind !== wanted) return [`应为 ${wanted}，实为 ${got.kind}`];
  if (got.kind !== "allowed") return [];
  const wrong = unmasked(ground, served, walker.role, got.answer);
  for (const shows of sample.shows ?? []) {
    const shown = shows.input ? await attempt(ground, served, actor, row, shows.input) : got;
    const all = ground.planted.rows.filter(({ agencyId }) => agencyId === ground.planted.stage.jia.id);
    const seen = all.filter((each) => isSeen(ground, served, walker, each, { ...sample, ...shows }));
    const told = shown.kind === "allowed" ? shows.told(shown.answer as never) : [shown.kind];
    const own = rowOf(ground.planted, actor, "own") ?? row;
    const should = shows.wanted(seen, all, own);
    if (told.toSorted().join() !== should.toSorted().join())
      wrong.push(`所见与应见不符：${told.length} 项，应为 ${should.length} 项（${told[0]}；${should[0]}）`);
  }
  return wrong;
}

function isSeen(
  { access, planted }: Ground,
  { operation }: Served,
  { role, actor }: Walker,
  row: Row,
  { reach, under = operation.permission }: { reach?: Reach; under?: string },
): boolean {
  const granted = role && scopeIn(access, role, (_, permission) => permission === under);
  const scope = granted && (reach?.[role] ?? granted);
  if (!scope) return false;
  return (
    (scope === "agency" ||
      row.personId === actor.personId ||
      (scope === "division" && row.divisionId !== null && row.divisionId === actor.divisionId)) &&
    row.agencyId === planted.stage.jia.id
  );
}

/** Asks inside a savepoint of its own that is always taken back. */
export async function attempt(
  { planted }: Ground,
  served: Served,
  actor: Actor,
  row: Row,
  make: (cell: Cell) => unknown,
): Promise<Outcome> {
  const rehearsal = await rehearse(planted.house.database);
  const house: House = { ...planted.house, database: rehearsal.database };
  try {
    const { answer } = await run(house, served, actor, await make({ house, actor, row, planted }));
    return { kind: "allowed", answer };
  } catch (error) {
    return { kind: error instanceof Failure ? error.kind : `故障 ${String(error).slice(0, 200)}` };
  } finally {
    await rehearsal.rollback();
  }
}

function unmasked({ access }: Ground, { operation }: Served, role: RoleCode | null, answer: unknown): string[] {
  return access.flatMap(({ fields = [] }) =>
    fields.flatMap(({ seenBy, out }) => {
      if (role && seenBy.includes(role)) return [];
      return (out[operation.address] ?? [])
        .filter((path) => at(answer, path).some((value) => value !== null))
        .map((path) => `看到了无权查看的字段 ${path}`);
    }),
  );
}

/** The values at a path, `[]` standing for every member. */
export function at(value: unknown, path: string): unknown[] {
  return path.split(".").reduce<unknown[]>(
    (values, key) =>
      values.flatMap((each) => {
        if (each === null || typeof each !== "object") return [];
        return key === "[]" ? Object.values(each) : [(each as Record<string, unknown>)[key]];
      }),
    [value],
  );
}

/** What nobody stated or gave a sample for, and what is stated but not there. */
function unlisted({ served, access, samples }: Ground): string[] {
  const open = access.flatMap(({ anyone = [], signedIn = [] }) => [...anyone, ...signedIn]);
  const opened = access.flatMap(({ permissions }) =>
    Object.entries(permissions).flatMap(([permission, { opens }]) => opens.map((address) => ({ address, permission }))),
  );
  const stated = [...open, ...opened.map(({ address }) => address)];
  const addresses = served.map(({ operation }) => operation.address);
  return [
    ...stated.filter((address, index) => stated.indexOf(address) !== index).map((each) => `${each}：陈述了两次`),
    ...stated.filter((each) => !addresses.includes(each)).map((each) => `${each}：有陈述，但没有这项操作`),
    ...served.flatMap(({ operation }) => {
      const { address, permission } = operation;
      const wrong: string[] = [];
      if (!stated.includes(address))
        wrong.push(
          `${address}：请在该模块的 access.test.ts 的 states(…) 中写明权限 ${permission} 授予哪些角色、范围多大`,
        );
      else if (
        !open.includes(address) &&
        !opened.some((each) => each.address === address && each.permission === permission)
      )
        wrong.push(`${address}：陈述的权限与操作声明的 ${permission} 不同`);
      if (!samples[address])
        wrong.push(`${address}：请在 tests/support/samples.ts 或 worksamples.ts 为它加一份能办成的输入`);
      return wrong;
    }),
    ...served.flatMap(({ operation }) => [
      ...unstatedFields(access, "out", operation.address, classedFields(operation.output)),
      ...unstatedFields(access, "in", operation.address, classedFields(operation.input)),
    ]),
  ];
}

function unstatedFields(
  access: readonly Access[],
  way: "in" | "out",
  address: string,
  found: { path: string[]; class: string }[],
): string[] {
  const stated = access.flatMap(({ fields = [] }) =>
    fields.flatMap((each) => (each[way][address] ?? []).map((path) => `${path}（${each.class}）`)),
  );
  const declared = found.map((each) => `${each.path.join(".")}（${each.class}）`);
  return [
    ...declared.filter((each) => !stated.includes(each)).map((each) => `${address}：分级字段 ${each} 没有陈述谁能看`),
    ...stated
      .filter((each) => !declared.includes(each))
      .map((each) => `${address}：陈述为分级的 ${each} 在契约中没有分级`),
  ];
}
