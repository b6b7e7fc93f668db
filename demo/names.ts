/**
 * 名字: everything is called by pairs of characters from the 千字文, and every full name says 示例, 示 or 客:
 * nobody and nothing real can be meant.
 */
const thousandCharacters = `
  天地 玄黄 宇宙 洪荒 日月 盈昃 辰宿 列张 寒来 暑往 秋收 冬藏 闰余 成岁 律吕 调阳 云腾 致雨 露结 为霜
  金生 丽水 玉出 昆冈 珠称 夜光 果珍 李柰 菜重 芥姜 海咸 河淡 鳞潜 羽翔 始制 文字 推位 让国 坐朝 问道
  垂拱 平章 遐迩 一体 鸣凤 在竹 白驹 食场 化被 草木 赖及 万方 恭惟 鞠养 知过 必改 得能 莫忘 信使 可覆
  器欲 难量 墨悲 丝染 诗赞 羔羊 景行 维贤 克念 作圣 德建 名立 形端 表正 空谷 传声 虚堂 习听 福缘 善庆
  尺璧 寸阴 资父 事君 竭力 忠则 临深 履薄 夙兴 温凊 似兰 斯馨 如松 之盛 川流 不息 渊澄 取映 容止 若思
  言辞 安定 笃初 诚美 慎终 宜令 荣业 所基 籍甚 无竟 学优 登仕 摄职 从政 存以 甘棠 去而 益咏 乐殊 礼别
  上和 下睦 外受 傅训 入奉 母仪 孔怀 同气 连枝 交友 切磨 仁慈 隐恻 节义 廉退 性静 情逸 守真 志满 雅操`;

export const pairs: string[] = thousandCharacters.trim().split(/\s+/);

/** 本机构人员: 示天地; the number is the person's among all five agencies. */
export const staffName = (number: number): string => `示${pairAt(number)}`;
/** 企业联系人: 客秋收. */
export const contactName = (number: number): string => `客${pairAt(number)}`;

export function pairAt(number: number): string {
  return pairs[number % pairs.length] ?? "";
}

/** 行业词 by section of GB/T 4754, as they stand in a company's name. */
export const trades = {
  C: ["精密制造", "新材料", "生物医药", "汽车零部件", "智能装备", "食品", "电子元件", "医疗器械"],
  I: ["智能科技", "数据技术", "软件", "信息服务", "网络安全", "云计算"],
  J: ["融资租赁", "股权投资", "商业保理"],
  L: ["企业管理", "供应链管理", "会展服务"],
  M: ["工程设计", "检测技术", "生命科学研究", "节能技术"],
  F: ["跨境电商", "商贸", "冷链食品"],
  G: ["智慧物流", "航空服务"],
  D: ["新能源", "综合能源"],
  E: ["建设工程"],
  N: ["环境科技"],
  R: ["数字文创", "体育文化"],
} as const;
export type Trade = keyof typeof trades;

export const positions = ["总经理", "副总经理", "投资总监", "项目经理", "办公室主任", "财务负责人", "拓展经理"];

export const notes = [
  "示例商会推荐，有意设立区域总部。",
  "参加示例产业推介会后主动来访。",
  "由现有企业以商引商介绍，关注厂房租金和用工。",
  "走访中了解到有扩产计划，需要约五千平方米标准厂房。",
  "关注应用场景开放清单，希望参与试点。",
  "已带看两处载体，等待集团选址意见。",
  "",
];

export const archiveReasons = ["企业已迁出本区", "企业决定不在本区投资", "与在库记录重复，保留另一条", "企业已注销"];
