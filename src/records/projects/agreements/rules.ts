import type { z } from "zod";
import { writeDate } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import type { Block, Table } from "#kit/documents/document.ts";
import type { MissingItem } from "../stages/rules.ts";
import type { Stage } from "../words.ts";
import type { AgreementPage } from "./contract.ts";
import { type HitAction, hitActions } from "../scanning/words.ts";
import {
  type AgreementState,
  agreementStates,
  type ExceptionGround,
  type HitConclusion,
  hitConclusions,
  type LegalGround,
  type ReviewConclusion,
  exceptionGrounds,
  legalGrounds,
  reviewConclusions,
} from "./words.ts";

/*
 * 协议审查. The scan proposes, people conclude: a hit of a rule that stops is open until somebody competent, who did not draft the
 * text, says why it is none, or lifts it by law or as an exception. 依据：《公平竞争审查条例》第十条、第十二条、第十七条、第十八条。
 */

export interface JudgedHit {
  rule: string;
  quote: string;
  action: HitAction;
  conclusion: HitConclusion | null;
  endsOn: string | null;
}

interface Judgment {
  conclusion: HitConclusion;
  legalGround: LegalGround | null;
  document: string;
  exceptionGround: ExceptionGround | null;
  alternative: string;
  endsOn: string | null;
  endCondition: string;
  file: unknown;
}

/** 未解除: a stop that nobody has concluded upon, or that must be changed. */
export const isOpen = ({ action, conclusion }: Pick<JudgedHit, "action" | "conclusion">): boolean =>
  conclusion === "mustChange" || (action === "block" && conclusion === null);

const refusal = (code: string, message: string): Refusal => ({ code: `agreements.${code}`, message });

/** 起草人不审自己的稿. */
function whyNotReviewer(drafterIds: readonly (string | null)[], personId: string | null): Refusal | null {
  if (personId === null) return refusal("review.person", "审查由在本机构任职的人员作出");
  return drafterIds.includes(personId)
    ? refusal("review.drafter", "起草和登记文本的人不能审查自己的文本，请由另一人审查")
    : null;
}

interface Reviewed {
  state: AgreementState;
  /** Who registered the agreement, and who typed the newest draft. */
  drafterIds: readonly (string | null)[];
}

export function whyNotReview({ state, drafterIds }: Reviewed, personId: string | null): Refusal | null {
  if (state === "withdrawn") return refusal("withdrawn", "协议已撤下，不再审查");
  if (state !== "pending")
    return refusal("concluded", `这一稿${agreementStates[state]}；协议有改动的请先换新文本，再审查新稿`);
  return whyNotReviewer(drafterIds, personId);
}

/** What a conclusion must bring along. */
export function whyNotJudge(
  { action, canBeLifted, rule }: { action: HitAction; canBeLifted: boolean; rule: string },
  judged: Judgment,
  today: string,
): (Refusal & { field: string }) | null {
  const { conclusion } = judged;
  const wrong = (code: string, field: string, message: string) => ({ ...refusal(`judge.${code}`, message), field });
  if (conclusion === "nonExclusive" && action === "block")
    return wrong(
      "nonExclusive",
      "conclusion",
      `${rule} 是停止项，不能以“条件客观公开”放行；请修改文本，或说明不属于该情形`,
    );
  const lifts = conclusion === "lawful" || conclusion === "exception";
  if (lifts && action === "note")
    return wrong(
      "notStopped",
      "conclusion",
      `${rule} 不是停止项，不需要解除，请选“${hitConclusions.nonExclusive}”并写明理由`,
    );
  if (lifts && !canBeLifted) return wrong("lift", "conclusion", `${rule} 不能凭依据或例外解除，请修改文本后换新稿`);
  if (conclusion === "lawful") {
    if (judged.legalGround === null)
      return wrong("legalGround", "legalGround", "请选依据种类：只有法律、行政法规或国务院批准可以解除停止项");
    return judged.document.trim() === "" ? wrong("document", "document", "请写明依据文件的名称、文号和条款") : null;
  }
  return conclusion === "exception" ? whyNotException(judged, today, wrong) : null;
}

/** 第十二条、第十七条: ground, no gentler way, a term or an end, and its file. */
function whyNotException(
  { exceptionGround, alternative, endsOn, endCondition, file }: Judgment,
  today: string,
  wrong: (code: string, field: string, message: string) => Refusal & { field: string },
) {
  if (exceptionGround === null) return wrong("exceptionGround", "exceptionGround", "请选《条例》第十二条的例外情形");
  if (alternative.trim() === "")
    return wrong("alternative", "alternative", "请说明为什么没有对公平竞争影响更小的替代方案");
  if (endsOn === null && endCondition.trim() === "")
    return wrong("term", "endsOn", "例外须有合理的实施期限或终止条件，请至少填一项");
  if (endsOn !== null && endsOn <= today) return wrong("ended", "endsOn", "实施期限已过，请核对");
  return file === null ? wrong("file", "file", "请附上审查结论文件") : null;
}

/** 总结论 follows from the hits; nobody chooses it. */
export function conclusionOf(hits: readonly JudgedHit[]): ReviewConclusion {
  if (hits.some(isOpen)) return "failed";
  return hits.some(({ conclusion }) => conclusion === "exception") ? "passedWithException" : "passed";
}

export function whyNotConclude(hits: readonly JudgedHit[], newest: number, read: number): Refusal | null {
  if (newest !== read)
    return refusal("conclude.newer", `协议已换为第 ${newest} 稿，您看的是第 ${read} 稿，请看过新稿再作结论`);
  const left = hits.filter(({ conclusion }) => conclusion === null).length;
  return left > 0 ? refusal("conclude.left", `还有 ${left} 处命中没有作结论，请逐条作出结论再定总结论`) : null;
}

export function whyNotRevise(state: AgreementState): Refusal | null {
  return state === "withdrawn" ? refusal("withdrawn", "协议已撤下，请另行登记新的协议文本") : null;
}

export function whyNotWithdraw(state: AgreementState): Refusal | null {
  return state === "withdrawn" ? refusal("withdrawn", "协议已经撤下") : null;
}

export function whyNotSame(before: readonly string[], after: readonly string[]): Refusal | null {
  return before.join("\n") === after.join("\n") ? refusal("revise.same", "新文本与现有文本一字不差，不需要换新") : null;
}

interface Standing {
  id: string;
  title: string;
  state: AgreementState;
  number: number;
  hits: readonly JudgedHit[];
}

/** So many open hits are told one by one. */
const told = 5;

/**
 * 关口·签约 (FC-10): every agreement of the project has a review of its newest draft and no open stop, and no exception has
 * run out. From a day of the pack on there must be one. Nobody overrides it.
 */
export function missingReviews(
  { projectId, stage, on }: { projectId: string; stage: Stage; on: string },
  agreements: readonly Standing[],
  textsFrom: string,
): MissingItem[] {
  if (stage !== "signed") return [];
  const standing = agreements.filter(({ state }) => state !== "withdrawn");
  if (standing.length === 0)
    return on < textsFrom
      ? []
      : [
          item(
            "agreement",
            "公平竞争审查",
            "签约前登记协议文本并完成公平竞争审查（FC-10）",
            `projects/${projectId}?panel=agreements`,
          ),
        ];
  return standing.flatMap((each) => missingOf(each, on));
}

function missingOf({ id, title, state, number, hits }: Standing, on: string): MissingItem[] {
  const to = `agreements/${id}`;
  const open = hits.filter(isOpen);
  const stops = open
    .slice(0, told)
    .map(({ rule, quote }, at) =>
      item(`agreement-${id}-${at}`, `${rule} 未解除`, `“${short(quote)}”（${rule}）须解除或修改`, to),
    );
  if (open.length > told)
    stops.push(item(`agreement-${id}-more`, "还有命中", `《${title}》另有 ${open.length - told} 处未解除`, to));
  const ended = hits.find(({ conclusion, endsOn }) => conclusion === "exception" && endsOn !== null && endsOn < on);
  if (ended && ended.endsOn)
    stops.push(
      item(
        `agreement-${id}-ended`,
        "例外已到期",
        `${ended.rule} 的例外${writeDate(ended.endsOn)}到期，须重新审查（FC-9）`,
        to,
      ),
    );
  if (state === "passed") return stops;
  return [
    ...stops,
    item(`agreement-${id}`, "公平竞争审查", `《${title}》第 ${number} 稿还没有通过公平竞争审查（FC-10）`, to),
  ];
}

const item = (key: string, title: string, message: string, fix: string): MissingItem => ({
  kind: "rule",
  key,
  title,
  message,
  fix,
  isFirm: true,
});

const short = (quote: string): string => (quote.length > 24 ? `${quote.slice(0, 24)}……` : quote);

type Page = z.output<typeof AgreementPage>;
type Hit = Page["hits"][number];

interface Sheet {
  page: Pick<Page, "agreement" | "text" | "hits" | "reviews">;
  agencyName: string;
  today: string;
}

/** 公平竞争审查表 as blocks: the form, every hit with its conclusion, the conclusion of the whole. */
export function sheetOf({ page: { agreement, text, hits, reviews }, agencyName, today }: Sheet): Block[] {
  const review = reviews.find(({ number }) => number === agreement.number);
  return [
    { kind: "title", text: "公平竞争审查表" },
    table([
      ["项目", agreement.projectName],
      ["协议", `${agreement.title}（第 ${agreement.number} 稿，${writeDate(text.textOn)}）`],
      ["起草人", agreement.drafterName ?? "—"],
      ["起草单位联系人", review?.drafterContact || "—"],
      ["涉及行业", review?.industry || "—"],
      ["审查人", review?.reviewerName ?? "—"],
      ["征求意见情况", review?.opinions || "—"],
      ["专家意见", review?.expertOpinion || "—"],
    ]),
    { kind: "heading", level: 1, text: "一、逐条审查" },
    ...(hits.length === 0
      ? [{ kind: "paragraph" as const, text: "按现行规则包扫描，文本没有命中。" }]
      : [hitTable(hits)]),
    { kind: "heading", level: 1, text: "二、审查结论" },
    {
      kind: "paragraph",
      text: review
        ? `${reviewConclusions[review.conclusion]}。${review.ground}`
        : `尚未作出结论（${agreementStates[agreement.state]}）。`,
    },
    ...(review?.headOpinion ? [{ kind: "paragraph" as const, text: `负责人意见：${review.headOpinion}` }] : []),
    { kind: "paragraph", text: agencyName, align: "right" },
    { kind: "paragraph", text: writeDate(review?.concludedOn ?? today), align: "right" },
  ];
}

const cell = (text: string) => ({ text });
const head = (text: string) => ({ text, isHeader: true });

const table = (rows: [string, string][]): Table => ({
  kind: "table",
  rows: rows.map(([title, says]) => [head(title), cell(says)]),
});

const hitTable = (hits: readonly Hit[]): Table => ({
  kind: "table",
  rows: [
    ["编号", "原文", "情形与条款", "处理", "结论与理由"].map(head),
    ...hits.map((hit) =>
      [
        hit.rule,
        `第 ${hit.paragraph + 1} 段：${hit.quote}`,
        `${hit.title}（${hit.article}）`,
        hitActions[hit.action],
        judgedText(hit),
      ].map(cell),
    ),
  ],
});

/** 结论, with the ground it stands on and, of an exception, its term. */
export function judgedText(hit: Hit): string {
  if (hit.conclusion === null) return "未作结论";
  const ground = hit.legalGround ? `${legalGrounds[hit.legalGround]}：${hit.document}` : "";
  const exception = hit.exceptionGround
    ? [
        `第十二条：${exceptionGrounds[hit.exceptionGround]}`,
        `替代方案：${hit.alternative}`,
        hit.endsOn && `期限至${writeDate(hit.endsOn)}`,
        hit.endCondition && `终止条件：${hit.endCondition}`,
      ]
        .filter(Boolean)
        .join("；")
    : "";
  return [hitConclusions[hit.conclusion], ground, exception, hit.ground].filter(Boolean).join("。");
}
