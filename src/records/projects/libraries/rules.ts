import type { Refusal } from "#kit/base/errors.ts";
import { numberOf, replay, type Entry, type Scheme } from "../schemes/rules.ts";
import type { CountingKind } from "../schemes/words.ts";

interface Listed {
  entryNumber: string;
  name: string;
  amount: string | null;
  enteredOn: string;
  landedOn: string | null;
  exitedOn: string | null;
}

/** What a line of the list says that the ledger does not know yet; a line that contradicts the ledger is refused. */
export function newsOf(
  scheme: Pick<Scheme, "name" | "kind" | "toOn">,
  listed: Listed,
  known: readonly Entry[],
  today: string,
): Entry[] | Refusal {
  const not = (message: string): Refusal => ({ code: "lists.row", message: `编号 ${listed.entryNumber}：${message}` });
  const said: [CountingKind, string | null][] = [
    ["entered", listed.enteredOn],
    ["landed", listed.landedOn],
    ["exited", listed.exitedOn],
  ];
  const news: Entry[] = [];
  for (const [kind, happenedOn] of said) {
    const held = known.find((row) => row.kind === kind);
    if (held && happenedOn !== held.happenedOn)
      return not(
        `台账登记的${words[kind as keyof typeof words]}日期是 ${held.happenedOn}，名单上${happenedOn ? `是 ${happenedOn}` : "没有"}；要更正的，先作废原来的行`,
      );
    if (held || happenedOn === null) continue;
    if (happenedOn > today) return not(`${words[kind as keyof typeof words]}日期 ${happenedOn} 还没有到`);
    const isEntry = kind === "entered";
    news.push({
      kind,
      happenedOn,
      number: numberOf(kind),
      countedAmount: isEntry ? (listed.amount ?? "0.00") : "0.00",
      credit: isEntry ? 100 : 0,
    });
  }
  const stand = replay(scheme, [...known, ...news]);
  return "code" in stand ? not(stand.message) : news;
}

const words = { entered: "入库", landed: "落地", exited: "出库" } as const;

export function whyNotList(scheme: Pick<Scheme, "name" | "kind">, rows: readonly Listed[]): Refusal | null {
  if (scheme.kind !== "library")
    return { code: "lists.kind", message: `“${scheme.name}”是计数口径，逐个计入；只有上级项目库按名单登记` };
  const seen = new Set<string>();
  for (const { entryNumber } of rows) {
    if (seen.has(entryNumber)) return { code: "lists.twice", message: `名单里编号 ${entryNumber} 出现了两次，请核对` };
    seen.add(entryNumber);
  }
  return null;
}

/**
 * 从表格粘贴: 编号、名称、预计投入（万元）、入库日期、落地日期、出库日期, separated by tabs; a first line of titles is left out.
 * Says what it cannot read, by line.
 */
export function readPasted(text: string): { rows: Listed[] } | Refusal {
  const rows: Listed[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "" || (index === 0 && line.includes("编号"))) continue;
    const [entryNumber = "", name = "", wan = "", enteredOn = "", landedOn = "", exitedOn = ""] = line
      .split("\t")
      .map((cell) => cell.trim().normalize("NFKC"));
    const not = (message: string): Refusal => ({ code: "lists.paste", message: `第 ${index + 1} 行：${message}` });
    if (!entryNumber || !name) return not("缺少库内编号或项目名称；各列之间用制表符分开，直接从表格复制即可");
    if (wan !== "" && !/^\d{1,10}(\.\d{1,4})?$/.test(wan.replaceAll(",", "")))
      return not(`预计投入“${wan}”应为以万元计的数字`);
    const days = [enteredOn, landedOn, exitedOn].map(dayOf);
    if (!days[0]) return not(`入库日期“${enteredOn}”应为日期，例如 2023-03-05`);
    if ((landedOn && !days[1]) || (exitedOn && !days[2])) return not("落地或出库日期应为日期，例如 2023-03-05");
    rows.push({
      entryNumber,
      name,
      amount: wan === "" ? null : yuanOf(wan.replaceAll(",", "")),
      enteredOn: days[0],
      landedOn: days[1] ?? null,
      exitedOn: days[2] ?? null,
    });
  }
  return rows.length === 0 ? { code: "lists.empty", message: "没有读到名单行，请从表格复制后粘贴" } : { rows };
}

/** 2023/3/5, 2023.3.5, 2023年3月5日 */
function dayOf(text: string): string | null {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  return found ? `${found[1]}-${found[2]?.padStart(2, "0")}-${found[3]?.padStart(2, "0")}` : null;
}

/** 万元 with up to four decimals, exactly, as yuan. */
function yuanOf(wan: string): string {
  const [whole = "0", part = ""] = wan.split(".");
  return `${BigInt(whole + part.padEnd(4, "0"))}.00`;
}
