import type { z } from "zod";
import { writeDate } from "#kit/base/dates.ts";
import type { Block, Table } from "#kit/documents/document.ts";
import type { AgreementPage } from "../agreements/contract.ts";
import {
  agreementStates,
  exceptionGrounds,
  hitActions,
  hitConclusions,
  legalGrounds,
  reviewConclusions,
} from "../agreements/words.ts";

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
