/*
 * 未定选择: what a template leaves to be chosen or filled in, still standing in a finished report: 增加（减少）, ××万元, ____,
 * 【 】, （待定）, [填写].
 *
 * 增加（减少）0 万元 decides nothing and means nothing: 提示; with a figure other than zero the reader does not know which way:
 * 疑点. Only what stands in the place of a figure counts: ××公司 and ○○街道 hide a name on purpose.
 *
 * 例：比年初预算增加（减少）0万元；签约项目XX个；完成率为____%。
 * 反例：“增减变化情况”；表头“增加（减少）额”；某××有限公司；二〇〇三年；签字：____。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Text } from "../../facts/text.ts";
import type { Slip } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* placeholders(text: Text): Generator<Slip> {
  for (const { passage, facts } of text.readings) {
    yield* openChoices(passage, facts);
    yield* blanks(passage);
    yield* duties(passage);
  }
}

const risen = "增加|增长|增|上升|提高|上涨|高于|多于|超过|节约";
const fallen = "减少|下降|减|降低|下跌|低于|少于|不足|超支";
const choice = new RegExp(
  `(?:${risen})\\s?(?:[(（]\\s?(?:${fallen})\\s?[)）]|[/／、]\\s?(?:${fallen}))|(?:${fallen})\\s?(?:[(（]\\s?(?:${risen})\\s?[)）]|[/／]\\s?(?:${risen}))|[(（]\\s?(?:${risen})\\s?[/／、或]\\s?(?:${fallen})\\s?[)）]`,
  "g",
);

function* openChoices(passage: Passage, facts: readonly Fact[]): Generator<Slip> {
  for (const match of matchesOf(passage.plain, choice)) {
    const to = match.index + match[0].length;
    const fact = facts.find((each) => each.from >= to && each.from - to <= 6);
    if (!fact || /[，。；]/.test(passage.plain.slice(to, fact.from))) continue;
    yield {
      kind: "slip",
      rule: "unresolved",
      severity: fact.base === 0 ? "note" : "warning",
      at: { passage, from: match.index, to },
      stated: match[0],
      expected: fact.base === 0 ? "无增减" : null,
      because: `两种写法都还留着，所跟的数字是 ${printed(fact)}`,
      operands: [{ passage, from: fact.from, to: fact.to }],
      message: "模板里的选择没有定下来，请核对",
    };
  }
}

const counted =
  "[十百千]?[万亿]?(?:元|美元)|万|亿|%|个(?!人|体|性)|家|户|项(?!目)|人次|人(?!才|员)|次|场|件|亩|平方米|公里|分(?!公司|局)|月|日|年(?!级)";
const fillIn =
  "待定|待补充?|待填写?|待核实?|待确认|待更新|填写[^\\]】)）]{0,12}|请填写?[^\\]】)）]{0,12}|请补充[^\\]】)）]{0,12}|此处[^\\]】)）]{0,16}|数字|数据|金额|数额|数值|[Xx×]{1,6}";
const placeholder = new RegExp(
  [
    `(?<![A-Za-z0-9×率度数比值量额价])(?:[Xx]{1,6}|×{1,6})(?=\\s{0,2}(?:${counted}))`,
    `(?<![〇○零一二三四五六七八九\\d])(?:○{2,6}|〇{2,6}|●{2,6}|□{2,6})(?=\\s{0,2}(?:${counted}))`,
    `(?<![\\d*×xX)])\\*{1,6}(?=\\s{0,2}(?:[万亿]?元|万|亿|%))`,
    `[_＿]{2,40}(?=\\s{0,2}(?:${counted}))`,
    `(?<=[为达约是])[?？]{1,4}(?=(?:${counted}))`,
    `【\\s{0,20}】|〔\\s{1,20}〕|\\[\\s{1,20}\\](?!\\()`,
    `[【\\[（(](?:${fillIn})[)）\\]】]`,
  ].join("|"),
  "g",
);
/** 签字：____年__月__日 is a form to be signed, not a report that was left unfinished. */
const signing = /签字|签章|签名|盖章|公章|填表|填报|经办人|联系人|负责人[:：]|日期[:：]|[√☑□]/;

function* blanks(passage: Passage): Generator<Slip> {
  if (passage.plain.length < 120 && signing.test(passage.plain)) return;
  for (const match of matchesOf(passage.plain, placeholder)) {
    const behind =
      /^\s{0,2}(?:[十百千]?[万亿]?[元%]|[万亿%]|[一-龥])?/.exec(
        passage.plain.slice(match.index + match[0].length),
      )?.[0] ?? "";
    yield {
      kind: "slip",
      rule: "unresolved",
      severity: "warning",
      at: {
        passage,
        from: match.index,
        to: match.index + match[0].length + (/[】\])）]$/.test(match[0]) ? 0 : behind.length),
      },
      stated: match[0].trim(),
      expected: null,
      because: "此处应填的内容还是占位符号",
      operands: [],
      message: "有未填写的内容，请核对",
    };
  }
}

/** “实际指标数为12个月，该指标应完成”: a verdict that reads as a duty. */
function* duties(passage: Passage): Generator<Slip> {
  const match = /(?:指标|任务|目标|工作)(应完成)(?=[。，；])/.exec(passage.plain);
  if (!match || !/实际[^。]{0,40}\d/.test(passage.plain.slice(Math.max(0, match.index - 60), match.index))) return;
  const from = match.index + match[0].length - "应完成".length;
  yield {
    kind: "slip",
    rule: "unresolved",
    severity: "note",
    at: { passage, from, to: from + "应完成".length },
    stated: "应完成",
    expected: "已完成",
    because: "前面已有实际完成值，结论却写“应完成”",
    operands: [],
    message: "结论读来像要求而不是结果，请核对",
  };
}
