import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";

/** 词汇表 GLOSSARY.md holds every code the modules declare, and says each identifier once. */
interface Row {
  chinese: string;
  identifier: string;
  note: string;
}

const page = readFileSync("GLOSSARY.md", "utf8");
const rows: Row[] = [...page.matchAll(/^\| ([^|]+) \| `([^`|]+)` \| ?([^|]*) ?\|$/gm)].map(
  ([, chinese = "", identifier = "", note = ""]) => ({ chinese, identifier, note }),
);
const twoMeanings = /^两义词：(.+)$/m.exec(page)?.[1]?.split("、") ?? [];
const isReserved = ({ note }: Row) => note.startsWith("预留");
const isCode = ({ identifier }: Row) => identifier.includes(".");

type Records = Record<string, Record<string, string>>;
const sources = readdirSync("src", { recursive: true, encoding: "utf8" }).map((file) => path.join("src", file));
const records: Records = {};

beforeAll(async () => {
  for (const file of sources.filter((each) => path.basename(each) === "words.ts")) {
    const exported = (await import(pathToFileURL(path.resolve(file)).href)) as Record<string, unknown>;
    for (const [name, words] of Object.entries(exported).filter(isCodeRecord)) {
      if (records[name]) throw new Error(`${file}：另一个 words.ts 已有 ${name}`);
      records[name] = words;
    }
  }
});

/** Codes and their Chinese; a table from Chinese to codes, or one that holds more than words, is none. */
function isCodeRecord(entry: [string, unknown]): entry is [string, Record<string, string>] {
  const [, value] = entry;
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  const isCoded = ([code, word]: [string, unknown]) =>
    /^[A-Za-z][\w-]*$/.test(code) && typeof word === "string" && /\p{Script=Han}/u.test(word);
  return Object.entries(value).length > 0 && Object.entries(value).every(isCoded);
}

/** What the register lacks, as the very line to add. */
function missing(register: Row[], declared: Records): string[] {
  return Object.entries(declared).flatMap(([record, words]) =>
    Object.entries(words)
      .filter(([code, word]) => !register.some((row) => row.identifier === `${record}.${code}` && row.chinese === word))
      .map(([code, word]) => `| ${word} | \`${record}.${code}\` | |`),
  );
}

function twice(register: Row[], key: (row: Row) => string): string[] {
  const keys = register.map(key);
  return [...new Set(keys.filter((each, index) => keys.indexOf(each) !== index))];
}

describe("词汇表", () => {
  test("每个 words.ts 的每个代码都在表里", () => {
    expect(Object.keys(records)).toEqual(
      expect.arrayContaining(["companyStates", "jobStates", "scopes", "timeGroups"]),
    );
    expect(missing(rows, records)).toEqual([]);
  });

  test("表里的代码仍在 words.ts 或底座里", () => {
    const text = sources.filter((file) => file.endsWith(".ts")).map((file) => readFileSync(file, "utf8"));
    const gone = rows.filter(isCode).filter(({ identifier, chinese }) => {
      const [record = "", code = ""] = identifier.split(".");
      if (records[record]) return records[record][code] !== chinese;
      return !text.some(
        (each) => each.includes(`export const ${record} = {`) && each.includes(`${code}: "${chinese}"`),
      );
    });
    expect(gone).toEqual([]);
  });

  test("一个标识符只出现一次；一个中文词只有一个标识符，列明的两义词除外", () => {
    const words = rows.filter((row) => !isCode(row));
    expect(twice(rows, ({ identifier }) => identifier)).toEqual([]);
    expect(twice(words, ({ chinese }) => chinese).sort()).toEqual([...twoMeanings].sort());
    expect(twice(rows.filter(isCode), ({ chinese, identifier }) => `${identifier.split(".")[0]} ${chinese}`)).toEqual(
      [],
    );
  });

  test("没有标“预留”的标识符在 src 里真的在用", () => {
    const text = sources
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    const unused = rows.filter(
      (row) => !isCode(row) && !isReserved(row) && !new RegExp(`\\b${row.identifier}s?\\b`).test(text),
    );
    expect(unused.map(({ identifier }) => identifier)).toEqual([]);
  });

  test("漏掉的代码、改了的中文、重复的词都会被指出", () => {
    expect(missing(rows, { plantedKinds: { gone: "没有的词" } })).toEqual(["| 没有的词 | `plantedKinds.gone` | |"]);
    expect(missing(rows, { companyStates: { active: "在册" } })).toEqual(["| 在册 | `companyStates.active` | |"]);
    const [first] = rows;
    expect(first && twice([...rows, first], ({ identifier }) => identifier)).toEqual([first?.identifier]);
    expect(
      [
        ["aliases", { 高企: "highTech" }],
        ["mixed", { name: { title: "名称" } }],
      ].filter((each) => isCodeRecord(each as [string, unknown])),
    ).toEqual([]);
  });
});
