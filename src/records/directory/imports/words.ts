import type { CompanyTag } from "../words.ts";

/** What other tables call our tags. */
export const tagAliases: Record<string, CompanyTag> = {
  世界五百强: "fortune500",
  中国五百强: "china500",
  中央企业: "centralState",
  市属企业: "municipalState",
  上市企业: "listed",
  上市: "listed",
  高新: "highTech",
  高企: "highTech",
  高新企业: "highTech",
  国家高新技术企业: "highTech",
  规上企业: "aboveScale",
  规模以上: "aboveScale",
  外资企业: "foreign",
};

/** The columns of a company sheet: what they are called here, what others call them, how to fill them in. */
export const columnWords: Record<string, { title: string; aliases: string[]; hint?: string }> = {
  name: {
    title: "企业名称",
    aliases: ["公司名称", "单位名称", "企业全称", "企业名", "投资主体", "客商名称", "名称"],
  },
  creditCode: {
    title: "统一社会信用代码",
    aliases: ["信用代码", "社会信用代码", "统一信用代码", "纳税人识别号"],
    hint: "18 位，已在库的企业按它对应",
  },
  formerNames: { title: "曾用名", aliases: ["原名", "原企业名称", "更名前名称"], hint: "多个用顿号分开" },
  tags: { title: "标签", aliases: ["企业标签", "企业属性"], hint: "多个用顿号分开，如 央企、规上" },
  industry: {
    title: "国民经济行业",
    aliases: ["行业门类", "所属行业", "行业", "行业分类", "国民经济行业门类"],
    hint: "门类代码或名称，如 C 制造业",
  },
  region: {
    title: "行政区划",
    aliases: ["所在地区", "注册地", "区划", "所在区县", "属地", "区划代码"],
    hint: "六位代码或名称",
  },
  address: { title: "地址", aliases: ["注册地址", "企业地址", "住所", "详细地址", "经营地址"] },
  registeredCapital: {
    title: "注册资本",
    aliases: ["注册资金", "注册资本金"],
    hint: "列名或单元格里写明单位，如 注册资本（万元）",
  },
  foundedOn: { title: "成立日期", aliases: ["成立时间", "注册日期", "注册时间"], hint: "如 2018-05-20" },
  officerName: {
    title: "责任专员",
    aliases: ["专员", "招商专员", "责任人", "跟进人", "跟踪专员", "经办人"],
    hint: "姓名；不填为导入人",
  },
  divisionName: { title: "科室", aliases: ["责任科室", "处室", "部门", "承办科室"], hint: "专员重名时用来区分" },
  note: { title: "备注", aliases: ["说明", "情况说明", "企业简介"] },
  ...contactWords("contact1", "", ["1", "一"]),
  ...contactWords("contact2", "2", ["二"]),
};

/** 联系人 twice: a second column of the same title goes to the second person. */
function contactWords(prefix: string, number: string, marks: string[]) {
  const named = (...words: string[]) => [
    ...words.flatMap((word) => marks.flatMap((mark) => [`${word}${mark}`, `第${mark}${word}`])),
    ...words,
  ];
  return {
    [`${prefix}Name`]: { title: `联系人${number}`, aliases: named("联系人", "联系人姓名", "姓名") },
    [`${prefix}Position`]: { title: `职务${number}`, aliases: named("职务", "联系人职务", "职位") },
    [`${prefix}Phone`]: {
      title: `电话${number}`,
      aliases: named("电话", "联系电话", "手机", "手机号", "手机号码", "联系方式", "联系人电话"),
    },
    [`${prefix}Email`]: { title: `邮箱${number}`, aliases: named("邮箱", "电子邮箱", "email", "联系人邮箱") },
  };
}
