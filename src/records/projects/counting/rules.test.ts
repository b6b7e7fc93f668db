import { describe, expect, test } from "vitest";
import { compareYuan, sumYuan } from "#kit/base/money.ts";
import {
  type Entry,
  excludedBy,
  type Facts,
  kindsOf,
  lookedAt,
  numberOf,
  rateOf,
  replay,
  type Scheme,
  whyNotAmount,
  whyNotMet,
  whyNotScheme,
} from "../schemes/rules.ts";
import { newsOf, readPasted, whyNotList } from "../libraries/rules.ts";
import { type CountingKind } from "../schemes/words.ts";

const scheme: Scheme = {
  name: "年度签约考核",
  kind: "tally",
  fromOn: "2023-01-01",
  toOn: "2023-12-31",
  basis: "signing",
  stage: null,
  signingKinds: ["formal"],
  capital: null,
  amountBy: "signed",
  minAmount: "100000000",
  exclusions: [
    { kind: "industry", clause: "房地产项目不计入", industries: ["K"], investorKinds: [] },
    { kind: "relocation", clause: "本地迁建项目不计入", industries: [], investorKinds: [] },
  ],
  isClosed: false,
};
const library: Scheme = { ...scheme, name: "亿元项目库", kind: "library", exclusions: [] };
const facts: Facts = {
  happenedOn: "2023-05-01",
  firstAmount: "200000000.00",
  amount: "200000000.00",
  capital: "domestic",
  industry: "C",
  investorKind: "private",
};
const row = (kind: CountingKind, more: Partial<Entry> = {}): Entry => ({
  kind,
  happenedOn: "2023-05-01",
  number: numberOf(kind),
  countedAmount: kind === "first" || kind === "entered" ? "200000000.00" : "0.00",
  credit: kind === "first" || kind === "entered" ? 100 : 0,
  ...more,
});

describe("是否符合口径，说得出哪一条", () => {
  test.each([
    ["符合", {}, null],
    ["没有签约", { happenedOn: null }, "还没有首次签订正式协议的登记"],
    ["上年签约", { happenedOn: "2022-12-31" }, "首次签订正式协议在2022年12月31日，不在期间"],
    ["不到起点", { firstAmount: "99999999.99" }, "不到起点 1.00亿元"],
    ["没有金额", { firstAmount: null }, "项目没有协议金额"],
    ["排除的行业", { industry: "K" }, "“年度签约考核”不计入：排除的行业（房地产项目不计入）"],
  ] as const)("%s", (_, more, why) => {
    const refusal = whyNotMet(scheme, { ...facts, ...more });
    expect(refusal?.message ?? "符合").toContain(why ?? "符合");
  });

  test("只计外资的口径不收内资；没有事实可查的情形留给人核对", () => {
    expect(whyNotMet({ ...scheme, capital: "foreign" }, facts)?.message).toContain("只计外资，项目为内资");
    expect(excludedBy(scheme, facts)).toBeNull();
    expect(lookedAt(scheme).map(({ kind }) => kind)).toEqual(["relocation"]);
  });

  test("口径自身要说得清：期间、阶段、协议种类、排除的行业", () => {
    expect(whyNotScheme(scheme)).toBeNull();
    expect(whyNotScheme({ ...scheme, fromOn: "2024-01-01" })?.code).toBe("schemes.period");
    expect(whyNotScheme({ ...scheme, basis: "stage" })?.code).toBe("schemes.stage");
    expect(whyNotScheme({ ...scheme, signingKinds: [] })?.code).toBe("schemes.signingKinds");
    const bare = { kind: "industry", clause: "某些行业", industries: [], investorKinds: [] } as const;
    expect(whyNotScheme({ ...scheme, exclusions: [{ ...bare, industries: [], investorKinds: [] }] })?.code).toBe(
      "schemes.exclusions",
    );
  });
});

describe("台账的次序", () => {
  const codeOf = (of: Scheme, ...rows: Entry[]) => {
    const stand = replay(of, rows);
    return "code" in stand ? stand.code : "可以";
  };
  test("首次只计一次，增资和升级只计增加的部分", () => {
    expect(codeOf(scheme, row("first"), row("increase", { countedAmount: "1" }))).toBe("可以");
    const twice = replay(scheme, [row("first"), row("first")]);
    expect(twice).toMatchObject({ code: "countings.twice" });
    expect("message" in twice && twice.message).toContain("同一项目只计一次");
    expect(codeOf(scheme, row("increase", { countedAmount: "1" }))).toBe("countings.order");
    expect(codeOf(scheme, row("first"), row("upgrade"))).toBe("countings.nothing");
    expect(codeOf(scheme, row("entered"))).toBe("countings.kind");
  });

  test("入库、落地、出库、再入库；不在库的不能出库，落地只一次", () => {
    expect(codeOf(library, row("entered"), row("landed"), row("exited"), row("entered"), row("landed"))).toBe("可以");
    expect(codeOf(library, row("exited"))).toBe("countings.order");
    expect(codeOf(library, row("entered"), row("entered"))).toBe("countings.twice");
    expect(codeOf(library, row("entered"), row("landed"), row("landed"))).toBe("countings.landedTwice");
    expect(codeOf(library, row("entered"), row("exited", { happenedOn: "2023-04-01" }))).toBe("countings.before");
  });

  test("增资只能计到项目金额为止", () => {
    const stand = replay(scheme, [row("first")]);
    if ("code" in stand) throw new Error(stand.code);
    const more = { ...facts, amount: "250000000.00" };
    expect(whyNotAmount(scheme, more, stand, row("increase", { countedAmount: "50000000.00" }))).toBeNull();
    expect(whyNotAmount(scheme, more, stand, row("increase", { countedAmount: "50000000.01" }))?.message).toContain(
      "只能再计入增加的 5,000.00万元",
    );
    expect(whyNotAmount(scheme, facts, stand, row("increase", { countedAmount: "1" }))?.message).toContain(
      "没有可再计入的增加部分",
    );
  });
});

/** A small generator, the same every time: numbers of its own from a seed. */
function* numbers(seed: number): Generator<number> {
  let state = seed;
  while (true) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    yield state >> 12;
  }
}

describe("任意次序的计入与作废", () => {
  test.each([scheme, library])("$name：站得住的台账，合计就是各行之和，份额不过一", (of) => {
    const draw = numbers(of.name.length);
    const next = (below: number) => Number(draw.next().value) % below;
    let refused = 0;
    for (let round = 0; round < 400; round += 1) {
      const held: Entry[] = [];
      for (let step = 0; step < 12; step += 1) {
        if (held.length > 0 && next(4) === 0) {
          const without = held.toSpliced(next(held.length), 1);
          if (!("code" in replay(of, without))) held.splice(0, held.length, ...without);
          continue;
        }
        const kind = kindsOf(of.kind)[next(4)] as CountingKind;
        const credit = kind === "shared" ? next(70) : numberOf(kind) > 0 ? 40 + next(61) : 0;
        const isMoney = kind !== "shared" && kind !== "landed" && kind !== "exited";
        const wanted = row(kind, {
          credit,
          countedAmount: isMoney ? `${next(1_000_000)}.00` : "0.00",
          happenedOn: `2023-05-${String(1 + next(28)).padStart(2, "0")}`,
        });
        if ("code" in replay(of, [...held, wanted])) refused += 1;
        else held.push(wanted);
        const stand = replay(of, held);
        if ("code" in stand) throw new Error(stand.code);
        const number = held.reduce((sum, each) => sum + each.number, 0);
        expect([0, 1]).toContain(number);
        expect(number === 1).toBe(stand.isIn);
        expect(stand.credit).toBeLessThanOrEqual(100);
        // Of a library that was left and entered again, the amount is of the last stay.
        const stay = held.slice(of.kind === "tally" ? 0 : held.findLastIndex(({ kind }) => kind === "entered"));
        expect(stand.amount).toBe(held.length === 0 ? "0.00" : sumYuan(stay.map(({ countedAmount }) => countedAmount)));
        expect(
          compareYuan(
            sumYuan(held.toReversed().map((each) => each.countedAmount)),
            sumYuan(held.map((each) => each.countedAmount)),
          ),
        ).toBe(0);
      }
    }
    expect(refused).toBeGreaterThan(100);
  });
});

test("落地率按口径写明的分母，没有分母就没有落地率", () => {
  const sums = {
    landedCount: 843,
    enteredCount: 1121,
    everCount: 1338,
    stockCount: 1338,
    landedInStock: 843,
    landedEver: 843,
  };
  expect(rateOf("stock", sums)).toEqual({ landedCount: 843, ofCount: 1338, percent: "63.0" });
  expect(rateOf("entered", sums).percent).toBe("75.2");
  expect(rateOf("stock", { ...sums, stockCount: 0 }).percent).toBeNull();
});

describe("上级库名单", () => {
  const listed = {
    entryNumber: "A1",
    name: "示例项目",
    amount: "1000000.00",
    enteredOn: "2023-03-01",
    landedOn: null,
    exitedOn: null,
  };
  test("只写名单里新的；与台账矛盾的说清哪一行", () => {
    const first = newsOf(library, listed, [], "2024-01-01");
    expect(first).toMatchObject([{ kind: "entered", number: 1, countedAmount: "1000000.00" }]);
    if ("code" in first) throw new Error(first.code);
    expect(newsOf(library, listed, first, "2024-01-01")).toEqual([]);
    expect(newsOf(library, { ...listed, landedOn: "2023-06-01" }, first, "2024-01-01")).toMatchObject([
      { kind: "landed" },
    ]);
    const moved = newsOf(library, { ...listed, enteredOn: "2023-03-02" }, first, "2024-01-01");
    expect("message" in moved && moved.message).toContain("编号 A1：台账登记的入库日期是 2023-03-01");
    expect(newsOf(library, { ...listed, exitedOn: "2023-02-01" }, [], "2024-01-01")).toMatchObject({
      code: "lists.row",
    });
    expect(newsOf(library, listed, [], "2023-02-01")).toMatchObject({ code: "lists.row" });
  });

  test("编号重复、计数口径不收名单", () => {
    expect(whyNotList(library, [listed, listed])?.message).toContain("编号 A1 出现了两次");
    expect(whyNotList(scheme, [listed])?.code).toBe("lists.kind");
  });

  test("从表格粘贴：标题行不算，全角、千分位和几种日期都读得出；读不出的说第几行", () => {
    const pasted = "库内编号\t名称\nＡ1\t示例项目\t1,234.5\t2023/3/1\t2023年6月1日\nA2\t示例二\t\t2023.3.5";
    expect(readPasted(pasted)).toEqual({
      rows: [
        { ...listed, amount: "12345000.00", landedOn: "2023-06-01" },
        { ...listed, entryNumber: "A2", name: "示例二", amount: null, enteredOn: "2023-03-05" },
      ],
    });
    expect(readPasted("A1\t示例\t十万\t2023-01-01")).toMatchObject({
      message: expect.stringContaining("第 1 行：预计投入“十万”"),
    });
    expect(readPasted("")).toMatchObject({ code: "lists.empty" });
  });
});
