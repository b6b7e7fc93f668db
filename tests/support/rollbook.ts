import { writeXlsx } from "hucre/xlsx";

/* 一本人员名册: thirty people as an office keeps them, two rows of which are wrong. */
const surnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华";

export const rollNames = Array.from(surnames, (surname) => `${surname}名册`);
export const badRows = [32, 33];

export async function rollbook(): Promise<Buffer> {
  const rows = rollNames.map((name, index) => [
    index + 1,
    name,
    index % 2 ? "综合科" : "办公室",
    index % 3 ? "事业编" : "编外",
    index % 4 ? "招商专员" : "",
    "",
  ]);
  const bad = [
    [29, "错名册甲", "没有的科", "事业", "招商专员", ""],
    [30, "错名册乙", "办公室", "事业", "系统管理员、招商专员", ""],
  ];
  const titles = ["序号", "姓名", "所在科室", "人员性质", "系统角色", "登录名"];
  const sheet = { name: "名册", rows: [["示例甲区人员名册"], [], titles, ...rows, ...bad] };
  return Buffer.from(await writeXlsx({ sheets: [sheet] }));
}
