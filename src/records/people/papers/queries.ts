import { buffer } from "node:stream/consumers";
import { today, writeDate } from "#kit/base/dates.ts";
import type { Block, Cell } from "#kit/documents/document.ts";
import { writeDocx } from "#kit/documents/writing/docx.ts";
import type { Context } from "#kit/server/context.ts";
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
