/*
 * 资金的来去（DX-9…DX-11）: funds that begin, come in, are spent and remain; parts that are at most their whole; and a year that
 * begins where the last one ended. Pure like accountrules.ts.
 *
 * 例：年初 0 + 收入 310 − 支出 296.40 = 年末 13.60。 反例：上年支出没有写，年初结转无从对照。
 */
import { type Accounts, incomeItems, type Item } from "../../facts/accountmodel.ts";
import { type Equation, sum, type Told, told } from "../sums/equations.ts";

/** DX-9: funds that begin, come in, are spent and remain. */
export const funds = <A>({ line }: Accounts<A>): Equation<A>[] => [
  ...(["fund", "capital", "fiscal", "all"] as const).flatMap((scope) => {
    const at = (item: Item) => line(scope, item);
    const isPlain = scope !== "all" || at("incomeTotal") === null;
    const sides = { check: "DX-9", rule: "fund-balance" } as const;
    return [
      ...sum(
        { ...sides, message: "年末结转和结余与年初、收入、支出不符", force: isPlain ? "must" : "ask" },
        at("closing"),
        [at("opening"), at("income")],
        [at("spending")],
      ),
      ...(scope === "fund" || scope === "capital"
        ? sum({ ...sides, message: "收入总计与支出总计不相等" }, at("spendingTotal"), [at("incomeTotal")])
        : []),
    ];
  }),
  ...sum(
    { check: "DX-9", rule: "fund-balance", message: "非财政拨款资金年末结转与年初、收入、支出不符", force: "ask" },
    line("own", "closing"),
    [line("own", "opening"), ...ownIncome(line)],
    [line("own", "spending")],
  ),
  ...sum(
    { check: "DX-10", rule: "fiscal-limit", message: "非财政拨款支出与本年支出、财政拨款支出之差不符" },
    line("own", "spending"),
    [line("all", "spending")],
    [line("fiscal", "spending")],
  ),
];

const ownIncome = <A>(line: Accounts<A>["line"]): Told<A>[] => {
  const others = told(incomeItems.map((item) => line("all", item)));
  return others.length > 0 ? others : [null];
};

/** DX-10: a part is not larger than its whole. */
export const limits = <A>({ line }: Accounts<A>): Equation<A>[] => {
  const most = (message: string, part: Told<A>, whole: Told<A>) =>
    sum({ check: "DX-10", rule: "fiscal-limit", message, relation: "≤" }, part, [whole]);
  const fiscal = line("fiscal", "spending");
  return [
    ...(["actual", "last"] as const).flatMap((column) => [
      ...most("财政拨款总计大于收支总计", line("fiscal", "incomeTotal", column), line("all", "incomeTotal", column)),
      ...most("财政拨款收入大于本年收入", line("fiscal", "income", column), line("all", "income", column)),
      ...most("财政拨款支出大于本年支出", line("fiscal", "spending", column), line("all", "spending", column)),
      ...most(
        "一般公共预算财政拨款支出大于本年支出",
        line("general", "spending", column),
        line("all", "spending", column),
      ),
    ]),
    ...most("一般公共预算财政拨款支出大于财政拨款支出", line("general", "spending"), fiscal),
    ...most("一般公共预算财政拨款支出大于财政拨款总计", line("general", "spending"), line("fiscal", "spendingTotal")),
    ...most("基本支出大于一般公共预算财政拨款支出", line("general", "basic"), line("general", "spending")),
    ...most("财政拨款年末结转大于全部年末结转", line("fiscal", "closing"), line("all", "closing")),
    ...most("财政拨款年初结转大于全部年初结转", line("fiscal", "opening"), line("all", "opening")),
  ];
};

/** DX-11: what was left over is where the year begins. */
export const carryovers = <A>({ line }: Accounts<A>): Equation<A>[] =>
  (["all", "fiscal"] as const).flatMap((scope) => {
    const sides = {
      check: "DX-11",
      rule: "carryover",
      message: "年初结转和结余与上年末不一致，需说明",
      force: "ask",
    } as const;
    const [opening, total, income] = [line(scope, "opening"), line(scope, "incomeTotal"), line(scope, "income")];
    const former = [line(scope, "incomeTotal", "last") ?? line(scope, "spendingTotal", "last")];
    const spent = [line(scope, "spending", "last")];
    const foreign =
      scope === "fiscal" && spent[0] === null && opening === null
        ? sum(
            { ...sides, force: "may" },
            total,
            [income, line("all", "incomeTotal", "last")],
            [line("all", "spending", "last")],
          )
        : [];
    return [
      ...(opening === null ? sum(sides, total, [income, ...former], spent) : sum(sides, opening, former, spent)),
      ...sum(sides, opening, [line(scope, "closing", "last")]),
      ...foreign,
    ];
  });
