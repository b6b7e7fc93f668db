import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#kit/server/context.ts";
import { onStage, openStage, type Stage } from "#tests/support/people.ts";
import { refusal } from "#tests/support/session.ts";
import { accountOperations, agencyOperations, personOperations } from "./contract.ts";
import { divisionOperations } from "./divisions/contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe("账号与机构", () => {
  const { create } = accountOperations;
  test("三员不能兼任，也不能兼业务角色；没有的角色说出名称", () =>
    onStage(stage, async (_house, say) => {
      const wanted = (roles: string[]) =>
        refusal(say(stage.jia.people.system, create, { login: "jia-new", name: "新人", roles }));
      expect((await wanted(["systemAdministrator", "securityAdministrator"])).code).toBe("accounts.role.combined");
      expect((await wanted(["officer", "auditAdministrator"])).message).toBe(
        "“审计管理员”不能与其他角色由同一人担任，请只保留一个",
      );
      expect((await wanted(["emperor"])).code).toBe("accounts.role.missing");
      expect((await wanted([])).fields[0]).toEqual({ path: "roles", message: "请至少选择一个角色" });
    }));

  test("登录名全库唯一，科室须是本机构的", () =>
    onStage(stage, async (_house, say) => {
      const wanted = { login: "jia-new", name: "新人", roles: ["officer"] };
      const { system } = stage.jia.people;
      expect((await refusal(say(system, create, { ...wanted, login: "yi-head" }))).code).toBe("accounts.login");
      const foreign = stage.yi.people.officer.divisionId;
      expect((await refusal(say(system, create, { ...wanted, divisionId: foreign }))).code).toBe("divisions.missing");
      const { id } = await say(system, create, { ...wanted, divisionId: stage.jia.people.officer.divisionId });
      const { rows } = await say(system, accountOperations.list, { state: "invited" });
      expect(rows).toMatchObject([
        { id, login: "jia-new", divisionName: "项目一科", roleTitles: "招商专员", lastSignedInAt: null },
      ]);
    }));

  test("科室名称在本机构内不重复，别机构可以同名", () =>
    onStage(stage, async (_house, say) => {
      const made = (actor: Actor) => say(actor, divisionOperations.create, { name: "企业服务科" });
      const { id } = await made(stage.jia.people.system);
      const taken = await refusal(made(stage.jia.people.system));
      expect([taken.code, taken.message]).toEqual(["divisions.name", "已有名为“企业服务科”的科室"]);
      expect((await made(stage.yi.people.system)).id).not.toBe(id);
      expect((await say(stage.jia.people.system, divisionOperations.list, {})).map(({ name }) => name)).toEqual([
        "办公室",
        "项目一科",
        "项目二科",
        "企业服务科",
      ]);
    }));

  test("修改机构信息：版本递增，旧版本同字段冲突，别机构不变", () =>
    onStage(stage, async (_house, say) => {
      const { system, head } = stage.jia.people;
      const after = await say(system, agencyOperations.update, {
        version: 1,
        name: "示例甲区投资促进局",
        region: "110105",
      });
      expect([after.name, after.version]).toEqual(["示例甲区投资促进局", 2]);
      const stale = await refusal(
        say(system, agencyOperations.update, { version: 1, name: "别的名字", region: "110105" }),
      );
      expect([stale.code, stale.fields.map(({ path }) => path)]).toEqual(["agency.conflict", ["changes.name"]]);
      expect((await say(head, agencyOperations.get, {})).name).toBe("示例甲区投资促进局");
      expect((await say(stage.yi.people.head, agencyOperations.get, {})).name).toBe("示例乙县招商服务中心");
    }));

  test("按姓名的一部分找人，只找得到本机构的", () =>
    onStage(stage, async (_house, say) => {
      const found = await say(stage.jia.people.officer, personOperations.list, { search: "专员" });
      expect(found.map(({ name }) => name).sort()).toEqual(["一科专员", "二科专员", "绩效专员"]);
      expect(await say(stage.jia.people.officer, personOperations.list, { search: "%" })).toEqual([]);
    }));
});
