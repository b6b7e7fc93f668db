import { type CompanyState, type RegistryState, registryStates } from "../words.ts";

interface Held {
  name: string;
  formerNames: string[];
  state: CompanyState;
  registryState: RegistryState | null;
}

interface Said {
  name?: string | undefined;
  registryState?: RegistryState | null | undefined;
}

const most = 20;

/** What the registrar says laid over what we hold: the name given up is kept as a former one, and an end is pointed out. */
export function refreshed<Company extends Held, Changes extends Said>(
  held: Company,
  said: Changes,
  spellingsOf: (name: string) => string[],
) {
  const warnings: { field: string | null; message: string }[] = [];
  const isRenamed = said.name !== undefined && !spellingsOf(said.name).includes(held.name);
  const known = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<Company>;
  const after: Company = { ...held, ...known, name: isRenamed ? (said.name as string) : held.name };
  if (isRenamed) {
    after.formerNames = [...new Set([...held.formerNames.filter((each) => each !== said.name), held.name])].slice(
      -most,
    );
    warnings.push({ field: "name", message: `已更名，原名“${held.name}”记为曾用名` });
  }
  const state = said.registryState;
  if (state && state !== held.registryState && state !== "open")
    warnings.push({ field: "registryState", message: `登记状态变为“${registryStates[state]}”，请考虑归档或回访` });
  if (held.state === "archived") warnings.push({ field: null, message: "这家企业在库中已归档，仍更新其登记信息" });
  return { after, warnings };
}

/** What registrars and query services call it: 存续（在营、开业、在册）, 吊销，未注销 … */
export function registryStateOf(text: string): RegistryState | null {
  const found = stateMarks.find(([mark]) => mark.test(text.replace(/\s/g, "")));
  return found?.[1] ?? null;
}

const stateMarks: [RegExp, RegistryState][] = [
  [/吊销.*未注销/, "revoked"],
  [/注销/, "cancelled"],
  [/吊销|撤销/, "revoked"],
  [/迁出|迁往/, "moved"],
  [/停业|歇业/, "suspended"],
  [/存续|在营|开业|在业|在册|正常|登记成立/, "open"],
];
