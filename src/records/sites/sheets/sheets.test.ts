import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readDocument } from "#kit/documents/reading/read.ts";
import { pagesOf } from "#tests/support/paper.ts";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { siteOperations } from "../contract.ts";
import { sheetOperations } from "./contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const names = ["高新园一期 3 号楼二层", "临港产业园 A2 标准厂房", "城南精密制造 5 号厂房", "河东智造园 1 号厂房"];

async function fourHalls(say: Say): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, name] of names.entries()) {
    const { id } = await say(stage.jia.people.officer, siteOperations.create, {
      kind: "factorySpace",
      name,
      area: 5000 + index,
      floor: String(index + 1),
      ceilingHeight: 8,
      floorLoad: 2,
      powerCapacity: 1250,
      rent: "22",
      utilities: ["water", "gas"],
      industries: ["C"],
      industryNote: "电子信息、高端装备、精密仪器和为它们配套的研发、检测与物流",
      environmentLimit: "不接纳电镀、印染、铸造等重污染工序，喷涂须用水性漆并自建废气处理",
      energyLimit: "单位工业增加值能耗不高于 0.35 吨标煤/万元",
    });
    ids.push(id);
  }
  return ids;
}

describe("推介单页", () => {
  test("四处空间、逐项比较，PDF 仍是一页，读回来每处每项都在", () =>
    onStage(stage, async (_house, say) => {
      const ids = await fourHalls(say);
      const sent = {
        ids,
        investor: "示例/新能源",
        need: { kind: "factorySpace", areaFrom: 4000, ceilingHeight: 7 },
      } as const;
      const { name, content } = await say(stage.jia.people.officer, sheetOperations.sheet, { ...sent, format: "pdf" });
      expect(name).toBe("空间资源推介单 示例_新能源.pdf");
      const bytes = new Uint8Array(Buffer.from(content, "base64"));
      const pages = await pagesOf(bytes);
      expect(pages.length).toBe(1);
      const { document, format } = await readDocument(bytes, name);
      expect(format).toBe("pdf");
      const table = document.blocks.find((block) => block.kind === "table");
      expect(table?.rows[0]?.map(({ text }) => text)).toEqual(["项目", ...names]);
      const told = new Map(table?.rows.map(([title, ...cells]) => [title?.text, cells.map(({ text }) => text)]));
      expect(told.get("楼层")).toEqual(["1 层", "2 层", "3 层", "4 层"]);
      expect(new Set(told.get("环评要求")).size).toBe(1);
      expect(told.get("是否符合：层高")?.every((text) => text.startsWith("符合"))).toBe(true);
    }));

  test("不说格式就是 Word，内容相同；一处空间不写“比较”", () =>
    onStage(stage, async (_house, say) => {
      const [id = ""] = await fourHalls(say);
      const { name, content } = await say(stage.jia.people.officer, sheetOperations.sheet, {
        ids: [id],
        investor: "甲",
      });
      expect(name).toBe("空间资源推介单 甲.docx");
      const text = JSON.stringify((await readDocument(new Uint8Array(Buffer.from(content, "base64")), name)).document);
      expect(text).toContain("推荐以下空间，供参考");
      expect(text).not.toContain("供比较");
    }));
});
