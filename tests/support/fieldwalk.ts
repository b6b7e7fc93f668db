import type { Served } from "#kit/server/serve.ts";
import { type Access, postOf, roleCodes } from "./access.ts";
import type { Sample } from "./sample.ts";
import { at, attempt, type Ground, rowOf, type Walked } from "./walk.ts";

/**
 * The same for fields: whoever may use an operation but not see one of its classed fields gets null for it and may not
 * write, filter or sort by it. No role of a pack need be like that today; so each is made here by taking the class away.
 */
export async function walkFields(ground: Ground): Promise<Walked> {
  const walked: Walked = { cells: 0, breaches: [] };
  for (const served of ground.served) {
    for (const said of ground.access.flatMap(({ fields = [] }) => fields)) {
      const { address } = served.operation;
      const [out, into] = [said.out[address] ?? [], said.in[address] ?? []];
      if (out.length + into.length === 0) continue;
      walked.cells += 1;
      const wrong = await tryFields(ground, served, { class: said.class, out, into });
      walked.breaches.push(...wrong.map((what) => `${address}，${said.class}：${what}`));
    }
  }
  return walked;
}

type Fields = { class: NonNullable<Access["fields"]>[number]["class"]; out: string[]; into: string[] };

async function tryFields(ground: Ground, served: Served, fields: Fields): Promise<string[]> {
  const { address } = served.operation;
  const sample = ground.samples[address];
  const role = roleCodes.find((each) =>
    ground.access.some(({ permissions }) =>
      Object.values(permissions).some(({ opens, roles }) => opens.includes(address) && roles[each]),
    ),
  );
  if (!sample || !role) return ["没有样例，或没有角色可以办理"];
  const seeing = ground.planted.stage.jia.people[postOf[role]];
  const blind = { ...seeing, classes: new Set([...seeing.classes].filter((each) => each !== fields.class)) };
  const row = rowOf(ground.planted, seeing, "own");
  if (!row) return ["没有可用的记录"];
  const ask = (actor: typeof seeing, make: Sample["input"]) => attempt(ground, served, actor, row, make);

  const wrong: string[] = [];
  const full = await ask(seeing, sample.classed ?? sample.input);
  const masked = await ask(blind, sample.input);
  if (full.kind !== "allowed") wrong.push(`看得到该级字段的人应能办理，实为 ${full.kind}`);
  if (masked.kind !== "allowed") wrong.push(`看不到该级字段的人也应能办理，实为 ${masked.kind}`);
  for (const path of fields.out) {
    const [shown, hidden] = [at(full.answer, path), at(masked.answer, path)];
    if (!shown.some((value) => value !== null)) wrong.push(`${path} 没有值，什么也没有验证`);
    if (hidden.some((value) => value !== null)) wrong.push(`看不到该级字段的人得到了 ${path}`);
  }
  if (fields.into.length > 0) {
    if (!sample.classed) return [...wrong, "请在 samples.ts 为它写 classed"];
    const written = await ask(blind, sample.classed);
    if (written.kind !== "forbidden") wrong.push(`看不到该级字段的人填写了它，应为 forbidden，实为 ${written.kind}`);
  }
  return wrong;
}
