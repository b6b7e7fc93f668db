/*
 * 比较词: words of comparison that cannot be meant: 不等于90% (of a goal), 不少6场 (不少于 that lost its 于), 不低于…以下,
 * 满意度≤90%, 办理时限≥5个工作日.
 *
 * Which way a measure is good is known of few: of satisfaction and completion more is better, of costs, times, complaints less.
 * Only these are asked, and only where a goal is set (≥ ≤ 不低于 不超过), never in a plain statement (满意度低于90%的3家).
 *
 * 例：满意度不等于90%→ 不低于；每年不少6场 → 不少于；不低于80%以下；完成率≤95%；投诉率≥1%。
 * 反例：收入不等于利润；不满意率≤5%；成本节约率≥5%；公示不少于5个工作日；低于80%的项目2个。
 */
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Table } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import type { Slip } from "../../judgement/claim.ts";
import type { Severity } from "../../words.ts";

export function* wordings(text: Text): Generator<Slip> {
  for (const passage of text.passages) {
    yield* impossible(passage);
    yield* wrongWays(passage);
  }
  for (const table of text.tables) yield* inRows(table);
}

const figure = "\\d[\\d,.]{0,14}\\s?(?:[%‰]|[一-龥㎡]{0,4}?)";
const atLeast = "不低于|不少于|不小于|不得低于|不得少于|至少|大于等于|大于或等于|≥|>=";
const atMost = "不超过|不高于|不多于|不大于|不得超过|不得高于|至多|最多|小于等于|小于或等于|≤|<=";

interface Wrong {
  pattern: RegExp;
  severity: Severity;
  expected: string | null;
  because: string;
}

const wrongs: readonly Wrong[] = [
  {
    pattern: /(?:不等于|≠)\s?\d[\d,.]{0,12}\s?[%‰]/g,
    severity: "error",
    expected: "不低于",
    because: "“不等于”不能作为指标的比较词，应为“不低于”“不高于”或“等于”",
  },
  {
    pattern: /(?:不等于|≠)\s?\d[\d,.]{0,12}\s?(?=[万亿个家次场项件条人户天分期批名元])/g,
    severity: "warning",
    expected: "不低于",
    because: "“不等于”不能作为指标的比较词",
  },
  { pattern: /不少(?=\s?\d)/g, severity: "note", expected: "不少于", because: "“不少”后面直接跟数字，可能漏了“于”" },
  { pattern: /不低(?=\s?\d)/g, severity: "note", expected: "不低于", because: "“不低”后面直接跟数字，可能漏了“于”" },
  { pattern: /不高(?=\s?\d)/g, severity: "note", expected: "不高于", because: "“不高”后面直接跟数字，可能漏了“于”" },
  {
    pattern: new RegExp(`(?:${atLeast})\\s?${figure}(?:[(（]含[)）])?(?:及?以下|以内|之内)`, "g"),
    severity: "warning",
    expected: null,
    because: "下限的词与上限的词用在了同一个数上",
  },
  {
    pattern: new RegExp(`(?:${atMost})\\s?${figure}(?:[(（]含[)）])?(?:及?以上|之上)`, "g"),
    severity: "warning",
    expected: null,
    because: "上限的词与下限的词用在了同一个数上",
  },
  {
    pattern: new RegExp(
      `(?:${atLeast}|超过|高于|大于)\\s?(?:${atMost}|低于|小于|少于)(?=\\s?\\d)|(?:${atMost}|低于|小于)\\s?(?:${atLeast}|超过|高于|大于)(?=\\s?\\d)`,
      "g",
    ),
    severity: "warning",
    expected: null,
    because: "两个比较词连在一起，意思相反",
  },
  {
    pattern: /(?:超过|高于|大于)\s?(?:不少于|不低于)(?=\s?\d)|(?:不少于|不低于)\s?(?:超过|高于|大于)(?=\s?\d)/g,
    severity: "warning",
    expected: null,
    because: "两个比较词连在一起，只能用一个",
  },
  {
    pattern: /\d\s?[一-龥%]{0,3}(?:以上以内|以上以下|以下以上|以内以上|左右以上|左右以内|左右以下)/g,
    severity: "warning",
    expected: null,
    because: "“以上”“以内”“左右”不能同时用在一个数上",
  },
];

function* impossible(passage: Passage): Generator<Slip> {
  for (const { pattern, severity, expected, because } of wrongs)
    for (const match of matchesOf(passage.plain, pattern))
      yield slip(passage, match.index, match[0].length, severity, expected, because);
}

const moreIsBetter =
  "满意度|满意率|完成率|合格率|达标率|达成率|落地率|开工率|投产率|到位率|办结率|及时率|回收率|签约率|履约率|覆盖率|优良率|执行率|知晓率|参与率|转化率|利用率";
const lessIsBetter =
  "办理时限|办结时限|响应时间|响应时限|兑现时限|办理时间|投诉率|事故率|差错率|失误率|违规率|空置率|不满意率|投诉次数|事故次数|经济成本|成本指标|项目成本|成本控制数";
const between = "(?:指标值?|目标值?|年度|应|要|需|达到|保持在?|控制在?|为|在|[:：，|\\s]){0,4}";
const ways: readonly [RegExp, string, string][] = [
  [
    new RegExp(`(?<!不)(?:${moreIsBetter})${between}(${atMost})(?=\\s?\\d)`, "g"),
    "≥",
    "这一指标越高越好，目标却写成上限",
  ],
  [new RegExp(`(?:${lessIsBetter})${between}(${atLeast})(?=\\s?\\d)`, "g"), "≤", "这一指标越低越好，目标却写成下限"],
];

function* wrongWays(passage: Passage): Generator<Slip> {
  for (const [pattern, expected, because] of ways)
    for (const match of matchesOf(passage.plain, pattern)) {
      const sign = match[1] ?? "";
      if (picking.test(passage.plain.slice(match.index + match[0].length))) continue;
      yield slip(passage, match.index + match[0].length - sign.length, sign.length, "warning", expected, because);
    }
}

/** 办理时限不少于5个工作日的事项: picks out things, sets no goal. */
const picking = /^\s?\d[\d.,]{0,12}\s?[一-龥%]{0,6}的(?!目标|要求|标准|指标|任务)/;

const isGood = new RegExp(`(?<!不)(?:${moreIsBetter})(?:\\(%\\))?$`);
const isBad = new RegExp(`(?:${lessIsBetter})(?:\\([^()]{1,6}\\))?$`);

/** A form keeps the sign in a cell of its own, or at the head of the goal's cell: 服务对象满意度 | ≤ | 90 | %. */
function* inRows(table: Table): Generator<Slip> {
  for (let row = table.body; row < table.rows; row++) {
    let title = "";
    for (let column = 0; column < table.columns; column++) {
      const passage = table.isOwn(row, column) ? table.passage(row, column) : null;
      if (!passage) continue;
      const plain = passage.plain.trim();
      const sign = /^(≥|≤|>=|<=|不低于|不少于|不超过|不高于)(?=$|\s?\d)/.exec(plain)?.[1] ?? "";
      if (!sign && /[一-龥]{2}/.test(plain)) title = plain;
      if (!sign || !title) continue;
      const from = passage.plain.indexOf(sign);
      const isUpper = /[≤<]|不超过|不高于/.test(sign);
      if (isUpper && isGood.test(title))
        yield slip(passage, from, sign.length, "warning", "≥", `“${title.slice(-16)}”越高越好，目标却写成上限`);
      if (!isUpper && isBad.test(title))
        yield slip(passage, from, sign.length, "warning", "≤", `“${title.slice(-16)}”越低越好，目标却写成下限`);
      title = "";
    }
  }
}

const slip = (
  passage: Passage,
  from: number,
  length: number,
  severity: Severity,
  expected: string | null,
  because: string,
): Slip => ({
  kind: "slip",
  rule: "comparison",
  severity,
  at: { passage, from, to: from + length },
  stated: passage.text.slice(from, from + length).trim(),
  expected,
  because,
  operands: [],
  message: "比较词用得不对，请核对",
});
