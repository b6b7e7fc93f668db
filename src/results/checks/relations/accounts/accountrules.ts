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
import { type Accounts, incomeItems, type Item, spendingItems } from "../../facts/accountmodel.ts";
import { funds, limits, carryovers } from "./fundrules.ts";
import { columns, type Equation, sum, told } from "../sums/equations.ts";

/** DX-1, DX-5: both sides of the accounts, of all money and of the appropriations. */
export const balances = <A>({ line }: Accounts<A>): Equation<A>[] =>
  (["all", "fiscal"] as const).flatMap((scope) =>
    (["actual", "last"] as const).flatMap((column) => {
      const at = (item: Item) => line(scope, item, column);
      const sides = {
        check: scope === "all" ? "DX-1" : "DX-5",
        rule: scope === "all" ? "accounts-balance" : "accounts-fiscal",
      } as const;
      const [income, spending] = [at("incomeTotal"), at("spendingTotal")];
      // Only appropriations are without reserves and distributions.
      const isPlain = scope === "fiscal";
      const [reserve, distribution] = [at("reserve"), at("distribution")];
      return [
        ...sum({ ...sides, message: "收入总计与支出总计不相等" }, income, [spending]),
        ...sum(
          {
            ...sides,
            message: "收入总计与本年收入、年初结转和结余之和不符",
            force: isPlain || reserve !== null ? "must" : "ask",
          },
          income,
          [at("income"), at("opening"), ...told([reserve])],
        ),
        ...sum(
          {
            ...sides,
            message: "支出总计与本年支出、年末结转和结余之和不符",
            force: isPlain || distribution !== null ? "must" : "ask",
          },
          spending,
          [at("spending"), at("closing"), ...told([distribution])],
        ),
        ...sum(
          { ...sides, message: "年末结转和结余不是总计与本年支出之差", force: "may" },
          at("closing"),
          [income],
          [at("spending")],
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
      ? sum(
          { ...sides, message: "本年收入合计与各项来源之和不符", force: others.length > 0 ? "must" : "may" },
          income,
          sources,
        )
      : []),
  ];
};

/** DX-3: this year's spending, by its nature. */
export const spendings = <A>({ line }: Accounts<A>): Equation<A>[] =>
  (["all", "general"] as const).flatMap((scope) => {
    const [basic, project] = [line(scope, "basic"), line(scope, "project")];
    const more = scope === "all" ? told(spendingItems.slice(2).map((item) => line(scope, item))) : [];
    const sides =
      scope === "all"
        ? ({ check: "DX-3", rule: "accounts-spending" } as const)
        : ({ check: "DX-6", rule: "basic-spending" } as const);
    const spending = line(scope, "spending");
    const force = spending === null ? "may" : "must";
    return sum(
      { ...sides, force, message: "支出合计与基本支出、项目支出等之和不符" },
      spending ?? line(scope, "spendingTotal"),
      [basic, project, ...more],
    );
  });

/** DX-4: the classes make up the spending. Nothing is said of a list that may go on. */
export const classTotals = <A>({ line, classes }: Accounts<A>): Equation<A>[] =>
  (["all", "fiscal", "general", "fund"] as const).flatMap((scope) =>
    columns.flatMap((column) => {
      const { amounts, force } = classes(scope, column);
      const sides = { check: "DX-4", rule: "accounts-classes", message: "支出合计与各类支出之和不符" } as const;
      return amounts.length > 1 ? sum({ ...sides, force }, line(scope, "spending", column), amounts) : [];
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
  const scope = line("general", "staff") === null ? "all" : "general";
  // Staff of the appropriations and basic spending of all money may differ.
  const force = own === null && scope === "general" ? "may" : "must";
  return [
    ...sum({ ...sides, check: "DX-6", force, message: "基本支出与人员经费、公用经费之和不符" }, own ?? all, [
      line(scope, "staff"),
      line(scope, "running"),
    ]),
    ...sum({ ...sides, check: "DX-7", message: "人员经费与所含各项之和不符", force: "ask" }, line(scope, "staff"), [
      line(scope, "wages"),
      line(scope, "family"),
    ]),
    ...sum({ ...sides, check: "DX-7", message: "公用经费与所含各项之和不符", force: "ask" }, line(scope, "running"), [
      line(scope, "goods"),
      line(scope, "assets"),
    ]),
    ...sum({ ...sides, check: "DX-6", message: "两处基本支出不一致", force: "may" }, all, [
      own,
      ...told([line("fund", "basic")]),
    ]),
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
  [...columns, "change" as const].flatMap((column) => {
    const at = (item: Item) => line("fiscal", item, column);
    const cars = told([at("carPurchase"), at("carRunning")]);
    const car = at("car") !== null || cars.length === 0 ? [at("car")] : cars;
    // Changes may go both ways; cars may have been bought unsaid.
    const usual = column === "change" ? "may" : "must";
    const force = at("car") === null && cars.length < 2 && usual === "must" ? "ask" : usual;
    const sides = { check: "DX-8", rule: "three-public", force: usual } as const;
    return [
      ...sum({ ...sides, force, message: "“三公”经费合计与各项之和不符" }, at("three"), [
        at("abroad"),
        ...car,
        at("hospitality"),
      ]),
      ...sum({ ...sides, message: "公务用车费与购置、运行之和不符" }, at("car"), [at("carPurchase"), at("carRunning")]),
    ];
  });

export const accountRules = [
  balances,
  incomes,
  spendings,
  classTotals,
  fiscals,
  basics,
  threePublic,
  funds,
  limits,
  carryovers,
];
