import { buffer } from "node:stream/consumers";
import { today, writeDate } from "#kit/base/dates.ts";
import { refuseIf } from "#kit/base/errors.ts";
import type { Block, Cell } from "#kit/documents/document.ts";
import { writeDocx } from "#kit/documents/writing/docx.ts";
import type { Context } from "#kit/server/context.ts";
import { getErasurePage } from "../erasures/queries.ts";
import { applicants, erasureKinds } from "../erasures/words.ts";
import { getHandoverPage } from "../handovers/queries.ts";
import { handoverStates, signatureRoles } from "../handovers/words.ts";
import { getAgency } from "../queries.ts";

/** 纸面: what is signed by hand and filed, in the layout of 公文 (GB/T 9704-2012). */
async function paper(ctx: Context, name: string, blocks: Block[]): Promise<{ name: string; content: string }> {
  const bytes = await buffer(
    writeDocx({ blocks }, { title: name, ...(ctx.instance === "demo" && { stamp: "演示数据" }) }),
  );
  return { name: `${name}.docx`, content: bytes.toString("base64") };
}

const line = (text: string): Block => ({ kind: "paragraph", text });
const cells = (texts: string[], isHeader = false): Cell[] =>
  texts.map((text) => ({ text, ...(isHeader && { isHeader }) }));

/** 工作交接清单: what, from whom to whom, and the lines to sign on. */
export async function printHandover(ctx: Context, { id }: { id: string }) {
  const agency = await getAgency(ctx);
  const { handover, items, signatures, digest } = await getHandoverPage(ctx, { id });
  const chosen = items.filter(({ isLeftOut }) => !isLeftOut);
  const people = [
    `移交人：${handover.giverName}`,
    `接收人：${handover.receiverName}`,
    ...(handover.witnessName ? [`监交人：${handover.witnessName}`] : []),
  ];
  const rows = chosen.map(({ kindTitle, title, note }, index) => cells([String(index + 1), kindTitle, title, note]));
  const signed = signatures.map(({ role, name, signedBy, signedAt }) =>
    cells([
      signatureRoles[role],
      signedBy ? `${name}（${signedBy} 代签）` : name,
      signedAt ? writeDate(today(new Date(signedAt))) : "",
      "",
    ]),
  );
  return paper(ctx, `工作交接清单 ${handover.code}`, [
    { kind: "title", text: "工作交接清单" },
    line(`单位：${agency.name}`),
    line(`编号：${handover.code}　状态：${handoverStates[handover.state]}`),
    line(people.join("　")),
    line(`交接原因：${handover.reason}`),
    line(
      `下列 ${chosen.length} 项由移交人移交给接收人，自${handover.doneOn ? writeDate(handover.doneOn) : "各方签字完成之日"}起由接收人负责。`,
    ),
    { kind: "table", rows: [cells(["序号", "类别", "名称", "说明"], true), ...rows] },
    line(`清单校验码：${digest}`),
    { kind: "table", rows: [cells(["身份", "姓名", "系统签字日期", "手写签名"], true), ...signed] },
  ]);
}

/** 个人信息删除回执, for whoever asked: what was done, and nothing of what was erased. */
export async function printReceipt(ctx: Context, { id }: { id: string }) {
  const agency = await getAgency(ctx);
  const { erasure, may } = await getErasurePage(ctx, { id });
  refuseIf(may.receipt);
  const { code, subjectKind, label, applicant, appliedOn, document, requestedBy, decidedBy, decidedAt } = erasure;
  const doneOn = writeDate(today(new Date(decidedAt ?? ctx.now)));
  return paper(ctx, `个人信息删除回执 ${code}`, [
    { kind: "title", text: "个人信息删除回执" },
    line(`编号：${code}`),
    line(
      `${writeDate(appliedOn)}由${applicants[applicant]}提出的书面申请（${document}）已经办理。我单位于${doneOn}删除了下列人员在本系统中的个人信息，删除不可恢复。`,
    ),
    {
      kind: "table",
      rows: [
        cells(["事项", "内容"], true),
        cells(["对象", `${erasureKinds[subjectKind]}：${label}`]),
        cells(["已删除", "姓名、职务、电话、邮箱、备注等登记内容，以及历次修改记录中的上述内容"]),
        cells(["仍保留", "业务事项发生的时间与经办记录（不含其姓名与联系方式）；法律规定保存期内的登录日志"]),
        cells(["受理人", requestedBy]),
        cells(["确认人", decidedBy ?? ""]),
      ],
    },
    line("依据：《中华人民共和国个人信息保护法》第四十七条。"),
    { kind: "paragraph", text: agency.name, align: "right" },
    { kind: "paragraph", text: doneOn, align: "right" },
  ]);
}
