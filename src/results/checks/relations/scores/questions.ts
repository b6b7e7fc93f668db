/*
 * 审计设问: nothing is wrong in the sums, yet an auditor who reads this would ask. At most one question of a kind a document, as a
 * note, with the figures it comes from, what would be asked, and which paper answers it.
 *
 * Here: questions to the accounts. Those to programs, targets and payments stand in performancequestions.ts.
 *
 * 例：公务接待费 0 元，文中却写接待企业 400 余家次；“三公”只用了预算的三成，原因只写“厉行节约”；采购 10.96 万元，项目却有 296.88 万元。
 * 反例：接待费 4.28 万元、接待 38 批次；“三公”用了预算的八成；增长 35%，后面写明主要原因。
 */
import { classStatements } from "../../facts/classblocks.ts";
import type { Fact } from "../../facts/fact.ts";
import { accountsOf, ledgerOf } from "../../facts/ledger.ts";
import type { Text } from "../../facts/text.ts";
import type { Observation, Slip } from "../../judgement/claim.ts";
import { printed, rounded } from "../../judgement/print.ts";
import type { Accounts } from "../../facts/accountmodel.ts";
import { question } from "../counts/asked.ts";
import { performanceQuestions } from "./performancequestions.ts";

export function* questions(text: Text): Generator<Observation> {
  const accounts = accountsOf(ledgerOf(text), "text");
  for (const asked of [receptions, underspent, bought, unexplainedChange]) yield* first(asked(text, accounts));
  for (const asked of performanceQuestions) yield* first(asked(text));
}

function* first(found: Iterable<Slip>): Generator<Slip> {
  for (const each of found) {
    yield each;
    return;
  }
}

type Told = Accounts<Fact>;

const manyVisits = 100;

/** Nothing was spent on receptions, and hundreds were received. */
function* receptions({ facts }: Text, { line }: Told): Generator<Slip> {
  const spent = line("fiscal", "hospitality");
  if (!spent || spent.base !== 0) return;
  for (const fact of facts) {
    if (!["visit", "batch", "occasion", "attendance"].includes(fact.unit?.dimension ?? "") || fact.base < manyVisits)
      continue;
    if (!/接待/.test(fact.lead) || fact.passage === spent.passage) continue;
    yield question({
      at: spent,
      others: [fact],
      because: `公务接待费 ${printed(spent)}，文中接待 ${printed(fact)}`,
      asked: "接待这样多却没有公务接待费，费用由谁承担、列在哪个科目",
      papers: "接待清单与公函、未发生费用的说明、会议费和项目支出的明细账",
    });
  }
}

const boilerplate = /厉行节约|过紧日子|八项规定|严格控制|从严控制|压缩|勤俭/;

/** 三公 far below its budget, with the reason everybody gives. */
function* underspent(text: Text, { line }: Told): Generator<Slip> {
  const spent = line("fiscal", "three");
  const budget = line("fiscal", "three", "budget") ?? line("fiscal", "three", "adjusted");
  if (!spent || !budget || budget.base <= 0 || spent.base >= budget.base * 0.5) return;
  const near = text.passages.slice(spent.passage.index, spent.passage.index + 8);
  const reason = near.map(({ plain }) => boilerplate.exec(plain)?.[0]).find(Boolean);
  if (!reason) return;
  yield question({
    at: spent,
    others: [budget],
    because: `${printed(spent)} ÷ ${printed(budget)} = ${rounded((spent.base / budget.base) * 100, 2)}%，原因只写“${reason}”`,
    asked: "“三公”经费远低于预算，是预算编多了，还是费用列到了别处",
    papers: "预算编制依据、用车和接待台账、压减的具体事项",
  });
}

/** Much is bought as services of programs, and hardly anything by government procurement. */
function* bought({ facts }: Text, { line }: Told): Generator<Slip> {
  const procured = facts.find(
    (fact) => isYuan(fact) && /政府采购[^，。；]{0,6}(?:总额|合计|支出)[为是共]*\s*$/.test(fact.lead),
  );
  const programs =
    facts.find((fact) => isYuan(fact) && /项目(?:总)?(?:金额|资金|经费)[^，。；]{0,4}$/.test(fact.lead)) ??
    line("all", "project");
  if (!procured || !programs || procured.base <= 0 || procured.base >= programs.base * 0.1) return;
  yield question({
    at: procured,
    others: [programs],
    because: `政府采购 ${printed(procured)}，项目 ${printed(programs)}，只占 ${rounded((procured.base / programs.base) * 100, 2)}%`,
    asked: "项目多为委托的服务和活动，为什么很少经过政府采购，有无应采未采、化整为零",
    papers: "项目合同清单、采购限额标准与采购计划、框架协议或直接委托的依据",
  });
}

const isYuan = (fact: Fact): boolean => fact.unit?.dimension === "yuan" && fact.role === "level";
const explained = /原因|由于|主要是|因为|系因|是因/;

/** A change of more than 30% against the budget or 100% against last year, with no reason in its passage or the next two. */
function* unexplainedChange(text: Text): Generator<Slip> {
  const ofClasses = classStatements(text).flatMap(({ figures }) => figures.growth ?? []);
  const plain = text.facts.filter(
    ({ role, unit, passage }) => role === "growth" && unit?.dimension === "percent" && !passage.cell,
  );
  for (const fact of [...plain, ...ofClasses]) {
    const { passage } = fact;
    const words = passage.plain.slice(Math.max(0, fact.from - 80), fact.from);
    const [, compared = ""] = /.*[比较与]([^，。；]{1,30})/.exec(words.replace(/^.*[。；]/s, "")) ?? [];
    const limit = compared.includes("预算") ? 30 : 100;
    if (fact.base <= limit || !/收入|支出|决算|经费|总计/.test(words) || !/万元|元/.test(words)) continue;
    const after = text.passages.slice(passage.index + 1, passage.index + 4).map(({ plain: next }) => next);
    if (explained.test(passage.plain.slice(fact.to)) || explained.test(after.join(""))) continue;
    yield question({
      at: fact,
      others: [],
      because: `${words.replace(/^.*[。；]/, "").trim()}${printed(fact)}，没有写原因`,
      asked: limit === 30 ? "决算与预算相差三成以上，原因是什么，是否办过预算调整" : "比上年成倍增减，原因是什么",
      papers: "预算调整批复、追加指标文件、增减原因说明",
    });
  }
}
