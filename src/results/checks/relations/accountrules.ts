/*
 * 决算勾稽: what must be true of a department's final accounts (DX-1…DX-11), as sums over named lines.
 *
 * Pure, and of no particular kind of amount: `A` is a printed figure when a document is checked, and a row when `work/budget`
 * makes the accounts. A rule says which lines belong to one sum; who asks decides how far rounding may go (DX-13: 0.01 per
 * addend; a printed figure stands for half of its last step to either side). A line that is not told is null, and no rule then
 * speaks about it.
 *
 * How strong a sum is, is part of it. “must”: whatever the reading. “ask”: true unless something is left unsaid that may be.
 * “may”: often true, and worth a word only when it is.
 *
 * 例：收入总计 3780.02 = 本年收入 3721.68 + 年初结转 58.34。 反例：未写“使用非财政拨款结余”时，总计只能说不小于本年收入。
 */
import type { Rule } from "../words.ts";

/** 全部 · 财政拨款 · 一般公共预算 · 政府性基金 · 国有资本经营 · 非财政拨款 */
export type Scope = "all" | "fiscal" | "general" | "fund" | "capital" | "own";

export const incomeItems = ["superior", "business", "operating", "affiliate", "otherIncome"] as const;
export const spendingItems = ["basic", "project", "upward", "operatingCost", "toAffiliates"] as const;
export type Item =
  | (typeof incomeItems)[number]
  | (typeof spendingItems)[number]
  | "incomeTotal"
  | "spendingTotal"
  | "income"
  | "spending"
  | "opening"
  | "closing"
  | "reserve"
  | "distribution"
  | "staff"
  | "running"
  | "wages"
  | "family"
  | "goods"
  | "assets"
  | "three"
  | "abroad"
  | "car"
  | "carPurchase"
  | "carRunning"
  | "hospitality";

/** 决算数 · 年初预算数 · 全年预算数 · 上年数 */
export type Column = "actual" | "budget" | "adjusted" | "last";

export interface Accounts<A> {
  line: (scope: Scope, item: Item, column?: Column) => A | null;
  /** 功能分类的“类”, each once; and how sure it is that they are the whole. */
  classes: (scope: Scope, column?: Column) => { amounts: A[]; force: Force };
}

export type Check = "DX-1" | "DX-2" | "DX-3" | "DX-4" | "DX-5" | "DX-6" | "DX-7" | "DX-8" | "DX-9" | "DX-10" | "DX-11";

/** 依据 */
export const grounds: Record<Check, string> = {
  "DX-1": "财决01表：收入总计＝支出总计；总计＝本年收入＋使用非财政拨款结余＋年初结转和结余＝本年支出＋结余分配＋年末结转和结余",
  "DX-2": "本年收入＝财政拨款＋上级补助＋事业＋经营＋附属单位上缴＋其他收入",
  "DX-3": "本年支出＝基本＋项目＋上缴上级＋经营＋对附属单位补助支出",
  "DX-4": "功能分类：各类之和＝支出合计；类＝各款之和，款＝各项之和",
  "DX-5": "财政拨款＝一般公共预算＋政府性基金＋国有资本经营；总计＝本年收入＋年初结转＝本年支出＋年末结转",
  "DX-6": "一般公共预算财政拨款支出＝基本支出＋项目支出；基本支出＝人员经费＋公用经费",
  "DX-7": "人员经费＝工资福利＋对个人和家庭的补助；公用经费＝商品和服务＋资本性支出",
  "DX-8": "“三公”经费＝因公出国（境）＋公务用车购置及运行＋公务接待，预算数与决算数各自相符",
  "DX-9": "年初结转和结余＋本年收入－本年支出＝年末结转和结余",
  "DX-10": "财政拨款支出不大于本年支出，差额由非财政拨款或结转资金说明",
  "DX-11": "年初结转和结余＝上年末结转和结余，不等应说明（差错更正、收回、调入调出）",
};

export type Force = "must" | "ask" | "may";

export interface Equation<A> {
  check: Check;
  rule: Rule;
  stated: A;
  plus: A[];
  minus: A[];
  relation: "=" | "≤" | "≥";
  force: Force;
  message: string;
}

type Sides<A> = Pick<Equation<A>, "check" | "rule" | "message"> & Partial<Pick<Equation<A>, "relation" | "force">>;
type Told<A> = A | null;

const columns: readonly Column[] = ["actual", "last", "budget", "adjusted"];
const told = <A>(lines: readonly Told<A>[]): A[] => lines.filter((line): line is A & {} => line !== null && line !== undefined);

/** A sum of lines all of which are told, else nothing. */
function sum<A>(sides: Sides<A>, stated: Told<A>, plus: Told<A>[], minus: Told<A>[] = []): Equation<A>[] {
  const [adds, takes] = [told(plus), told(minus)];
  if (stated === null || adds.length < plus.length || takes.length < minus.length || adds.includes(stated)) return [];
  return [{ relation: "=", force: "must", ...sides, stated, plus: adds, minus: takes }];
}

/** DX-1, DX-5: both sides of the accounts, of all money and of the appropriations. */
export const balances = <A>({ line }: Accounts<A>): Equation<A>[] =>
  (["all", "fiscal"] as const).flatMap((scope) =>
    (["actual", "last"] as const).flatMap((column) => {
      const at = (item: Item) => line(scope, item, column);
      const sides = { check: scope === "all" ? "DX-1" : "DX-5", rule: scope === "all" ? "accounts-balance" : "accounts-fiscal" } as const;
      const [income, spending] = [at("incomeTotal"), at("spendingTotal")];
      // Only appropriations are without reserves and distributions.
      const isPlain = scope === "fiscal";
      const [reserve, distribution] = [at("reserve"), at("distribution")];
      return [
        ...sum({ ...sides, message: "收入总计与支出总计不相等" }, income, [spending]),
        ...sum(
          { ...sides, message: "收入总计与本年收入、年初结转和结余之和不符", force: isPlain || reserve !== null ? "must" : "ask" },
          income,
          [at("income"), at("opening"), ...told([reserve])],
        ),
        ...sum(
          { ...sides, message: "支出总计与本年支出、年末结转和结余之和不符", force: isPlain || distribution !== null ? "must" : "ask" },
          spending,
          [at("spending"), at("closing"), ...told([distribution])],
        ),
        ...sum({ ...sides, message: "收入总计小于本年收入", relation: "≥" }, income, [at("income")]),
        ...sum({ ...sides, message: "支出总计小于本年支出", relation: "≥" }, spending, [at("spending")]),
      ];
    }),
  );

/** DX-2: this year's income and its sources; appropriations and their three budgets. */
export const incomes = <A>({ line }: Accounts<A>): Equation<A>[] => {
  const budgets = told((["general", "fund", "capital"] as const).map((scope) => line(scope, "income")));
  const fiscal = line("fiscal", "income");
  const [income, others] = [line("all", "income"), told(incomeItems.map((item) => line("all", item)))];
  const sources = [...(fiscal === null ? budgets : [fiscal]), ...others];
  const sides = { check: "DX-2", rule: "accounts-income" } as const;
  return [
    ...(budgets.length > 1 ? sum({ ...sides, message: "财政拨款收入与三本预算之和不符" }, fiscal, budgets) : []),
    ...(sources.length > others.length
      ? sum({ ...sides, message: "本年收入合计与各项来源之和不符", force: others.length > 0 ? "must" : "may" }, income, sources)
      : []),
  ];
};

/** DX-3: this year's spending, by its nature. */
export const spendings = <A>({ line }: Accounts<A>): Equation<A>[] =>
  (["all", "general"] as const).flatMap((scope) => {
    const [basic, project] = [line(scope, "basic"), line(scope, "project")];
    const more = scope === "all" ? told(spendingItems.slice(2).map((item) => line(scope, item))) : [];
    const sides = scope === "all" ? ({ check: "DX-3", rule: "accounts-spending" } as const) : ({ check: "DX-6", rule: "basic-spending" } as const);
    const spending = line(scope, "spending");
    const force = spending === null ? "may" : "must";
    return sum({ ...sides, force, message: "支出合计与基本支出、项目支出等之和不符" }, spending ?? line(scope, "spendingTotal"), [basic, project, ...more]);
  });

/** DX-4: the classes make up the spending. Nothing is said of a list that may go on. */
export const classTotals = <A>({ line, classes }: Accounts<A>): Equation<A>[] =>
  (["all", "fiscal", "general", "fund"] as const).flatMap((scope) =>
    columns.flatMap((column) => {
      const { amounts, force } = classes(scope, column);
      const sides = { check: "DX-4", rule: "accounts-classes", message: "支出合计与各类支出之和不符" } as const;
      return amounts.length > 1
        ? sum({ ...sides, force }, line(scope, "spending", column), amounts)
        : [];
    }),
  );

/** DX-5: appropriations against their three budgets, and against all money. */
export const fiscals = <A>({ line }: Accounts<A>): Equation<A>[] => {
  const sides = { check: "DX-5", rule: "accounts-fiscal" } as const;
  const budgets = told((["general", "fund", "capital"] as const).map((scope) => line(scope, "spending")));
  const part = (item: Item, message: string) =>
    sum({ ...sides, rule: "carryover", message }, line("all", item), [line("fiscal", item), line("own", item)]);
  return [
    ...(budgets.length > 1 && line("general", "spending") !== null
      ? sum({ ...sides, message: "财政拨款支出与三本预算支出之和不符" }, line("fiscal", "spending"), budgets)
      : []),
    ...part("opening", "年初结转和结余与财政、非财政两部分之和不符"),
    ...part("closing", "年末结转和结余与财政、非财政两部分之和不符"),
    ...sum(
      { ...sides, message: "总体与财政拨款的年末结转不一致", force: "may" },
      line("all", "spendingTotal"),
      [line("all", "spending"), line("fiscal", "spendingTotal")],
      [line("fiscal", "spending") ?? line("general", "spending")],
    ),
  ];
};

/** DX-6, DX-7: basic spending, its two kinds, and what they are made of. */
export const basics = <A>({ line }: Accounts<A>): Equation<A>[] => {
  const sides = { rule: "basic-spending" } as const;
  const [own, all] = [line("general", "basic"), line("all", "basic")];
  const scope = own === null ? "all" : "general";
  return [
    ...sum({ ...sides, check: "DX-6", message: "基本支出与人员经费、公用经费之和不符" }, own ?? all, [line(scope, "staff"), line(scope, "running")]),
    ...sum({ ...sides, check: "DX-7", message: "人员经费与所含各项之和不符", force: "ask" }, line(scope, "staff"), [line(scope, "wages"), line(scope, "family")]),
    ...sum({ ...sides, check: "DX-7", message: "公用经费与所含各项之和不符", force: "ask" }, line(scope, "running"), [line(scope, "goods"), line(scope, "assets")]),
    ...sum({ ...sides, check: "DX-6", message: "两处基本支出不一致", force: "may" }, all, [own, ...told([line("fund", "basic")])]),
    ...sum(
      { ...sides, check: "DX-10", message: "基本支出之差大于非财政拨款支出", relation: "≤" },
      all,
      [own, ...told([line("fund", "basic")]), line("all", "spending")],
      [line("fiscal", "spending") ?? line("general", "spending")],
    ),
  ];
};

/** DX-8: 三公, in each column by itself. */
export const threePublic = <A>({ line }: Accounts<A>): Equation<A>[] =>
  columns.flatMap((column) => {
    const at = (item: Item) => line("fiscal", item, column);
    const cars = told([at("carPurchase"), at("carRunning")]);
    const car = at("car") !== null || cars.length === 0 ? [at("car")] : cars;
    const force = at("car") === null && cars.length < 2 ? "ask" : "must";
    const sides = { check: "DX-8", rule: "three-public" } as const;
    return [
      ...sum({ ...sides, force, message: "“三公”经费合计与各项之和不符" }, at("three"), [at("abroad"), ...car, at("hospitality")]),
      ...sum({ ...sides, message: "公务用车费与购置、运行之和不符" }, at("car"), [at("carPurchase"), at("carRunning")]),
    ];
  });

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
      ...(scope === "fund" || scope === "capital" ? sum({ ...sides, message: "收入总计与支出总计不相等" }, at("spendingTotal"), [at("incomeTotal")]) : []),
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
      ...most("一般公共预算财政拨款支出大于本年支出", line("general", "spending", column), line("all", "spending", column)),
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
    const sides = { check: "DX-11", rule: "carryover", message: "年初结转和结余与上年末不一致，需说明", force: "ask" } as const;
    const [opening, total, income] = [line(scope, "opening"), line(scope, "incomeTotal"), line(scope, "income")];
    const former = [line(scope, "incomeTotal", "last")];
    const spent = [line(scope, "spending", "last")];
    const foreign =
      scope === "fiscal" && spent[0] === null && opening === null
        ? sum({ ...sides, force: "may" }, total, [income, line("all", "incomeTotal", "last")], [line("all", "spending", "last")])
        : [];
    return [
      ...(opening === null ? sum(sides, total, [income, ...former], spent) : sum(sides, opening, former, spent)),
      ...sum(sides, opening, [line(scope, "closing", "last")]),
      ...foreign,
    ];
  });

export const accountRules = [balances, incomes, spendings, classTotals, fiscals, basics, threePublic, funds, limits, carryovers];
