import { describe, expect, test } from "vitest";
import national from "../../../../packs/national/2020.json" with { type: "json" };
import { AgreementsPack } from "./pack.ts";
import { paragraphsOf, scan } from "./rules.ts";

const pack = AgreementsPack.parse(national.agreements);
const rulesIn = (text: string) => [...new Set(scan([text], pack).map(({ rule }) => rule))];

describe("命中：该问的句子问到，并指明情形", () => {
  test.each([
    ["FC-1", "按乙方当年实缴税收地方留成部分的50%给予奖励"],
    ["FC-1", "前三年按地方财力贡献的80%给予扶持"],
    ["FC-1", "以乙方年度纳税额为基数给予产业补助"],
    ["FC-1", "甲方承诺给予税收返还"],
    ["FC-1", "增值税地方部分全额返还乙方"],
    ["FC-1", "奖励金额不超过乙方对地方的经济贡献"],
    ["FC-1", "采取先征后返方式兑现"],
    ["FC-1", "按其缴纳的企业所得税区级留成部分给予补贴"],
    ["FC-1", "扶持资金按税收贡献分档计算"],
    ["FC-1", "乙方依法享受国家优惠，另由甲方给予税收返还"],
    ["FC-2", "乙方应将注册地迁入甲方辖区"],
    ["FC-2", "乙方承诺自投产之日起十年内不迁出"],
    ["FC-2", "乙方10年内不得迁离本区"],
    ["FC-2", "享受政策的企业须在本地纳税、在本地纳统"],
    ["FC-2", "对总部迁入的企业给予一次性奖励500万元"],
    ["FC-2", "乙方须在甲方辖区依法缴纳各项税收"],
    ["FC-2", "税收关系转入甲方所在区后拨付"],
    ["FC-3", "甲方按“一企一策”给予乙方支持"],
    ["FC-3", "对列入白名单的企业给予贷款贴息"],
    ["FC-3", "为乙方量身定制扶持政策"],
    ["FC-3", "以一事一议方式给予乙方扶持资金"],
    ["FC-3", "本条优惠仅适用于乙方"],
    ["FC-3", "纳入区重点企业名单的，优先给予补贴"],
    ["FC-3", "链主企业专项奖励按年拨付"],
    ["FC-4", "项目用地按零地价供应"],
    ["FC-4", "厂房前三年租金全免，后两年减半"],
    ["FC-4", "甲方免收城市基础设施配套费"],
    ["FC-4", "土地出让金超出部分返还给乙方"],
    ["FC-4", "土地以低于基准地价的价格出让"],
    ["FC-4", "社会保险费地方部分给予补贴"],
    ["FC-4", "用电价格优惠：电价补贴每度0.1元"],
    ["FC-4", "行政事业性收费减免"],
    ["FC-5", "乙方企业所得税减半征收"],
    ["FC-5", "入园企业可核定征收个人所得税"],
    ["FC-5", "房产税、土地使用税免征五年"],
    ["FC-5", "甲方协调给予税收优惠"],
    ["FC-6", "乙方应优先采购本地企业的产品"],
    ["FC-6", "项目建设必须使用本区施工企业"],
    ["FC-6", "本地配套率不低于60%"],
    ["FC-6", "乙方须在区内设立独立法人子公司后方可申报"],
    ["FC-6", "同等条件下本地供应商优先"],
    ["FC-7", "本条奖励仅限民营企业"],
    ["FC-7", "国有企业按标准上浮20%"],
    ["FC-7", "对外资企业不适用本条"],
    ["FC-8", "按实际研发投入的5%给予补助，面向全区所有企业"],
    ["FC-8", "取得高新技术企业认定的，给予20万元奖励"],
    ["FC-8", "按固定资产投资额的3%给予奖补"],
  ])("%s：%s", (rule, text) => {
    expect(rulesIn(text)).toContain(rule);
  });
});

describe("无辜：平常的约定不问", () => {
  test.each([
    "按实际研发投入",
    "乙方计划投资总额为12亿元，其中固定资产投资8亿元",
    "乙方应依法经营、依法纳税",
    "甲方不以乙方在本地纳税作为任何支持的条件",
    "甲方不给予任何形式的税收返还，亦不涉及土地出让金返还",
    "乙方依法享受高新技术企业所得税优惠",
    "乙方按照国家规定享受软件产品增值税即征即退政策",
    "出口退税按税务机关规定办理",
    "项目用地以招标拍卖挂牌方式依法出让，成交价不低于基准地价",
    "土地使用权出让年限为50年",
    "乙方应在取得施工许可证后三个月内开工",
    "设备由原厂搬迁至新厂房后三个月内调试完毕",
    "乙方在甲方辖区内新设项目公司，由其承接本协议权利义务",
    "乙方应当公开招标选择施工单位",
    "甲方按国务院规定落实阶段性降低社会保险费、社保费减免政策",
    "双方应对商业秘密保密，未经同意不得向第三方披露",
    "租金按评估的市场价格执行，每季度支付",
    "乙方承诺项目达产后年产值不低于20亿元",
    "符合公开条件的企业均可列入重点企业名单并申请贴息支持，申报标准统一公布",
    "严禁以任何形式给予土地出让金返还",
    "乙方为民营企业，具有履约能力",
    "项目应符合环境影响评价和节能审查要求",
    "争议提交甲方所在地人民法院管辖",
    "甲方为乙方提供代办帮办服务",
    "用电容量按10000千伏安配置，电费按目录电价结算",
  ])("%s", (text) => {
    expect(scan([text], pack).filter(({ action }) => action === "block")).toEqual([]);
  });

  test("“按实际研发投入”不是命中；写明给补助的，只要求写理由", () => {
    expect(scan(["按实际研发投入"], pack)).toEqual([]);
    expect(scan(["按实际研发投入的5%给予补助"], pack).map(({ action }) => action)).toEqual(["note"]);
  });
});

describe("每处命中说得出是哪一句", () => {
  test("段、字、原文、条款、处理都在；同一句里重叠的说法只算一处", () => {
    const paragraphs = paragraphsOf("第一条 总则。\n\n第二条 甲方按地方留成部分给予税收返还奖励。乙方依法纳税。");
    const found = scan(paragraphs, pack);
    expect(found).toHaveLength(1);
    const [hit] = found;
    expect(hit).toMatchObject({ rule: "FC-1", action: "block", paragraph: 1 });
    expect(paragraphs[1]?.slice(hit?.from, hit?.to)).toBe(hit?.quote);
    expect(hit?.article).toContain("第十条");
  });

  test("一句两情形各算一处；两句各算一处", () => {
    expect(rulesIn("乙方承诺十年内不迁出的，厂房租金全免")).toEqual(["FC-2", "FC-4"]);
    expect(scan(["厂房租金全免。宿舍房租减半。"], pack)).toHaveLength(2);
  });

  test("再长的一段也很快，不因重复的字拖住", () => {
    const long = "乙方承诺在本地".repeat(20_000);
    const before = performance.now();
    scan([long], pack);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

describe("规则包里的句式", () => {
  test("没有上限的重复不收，写错的不收", () => {
    const rule = { code: "FC-1", title: "例", article: "例", action: "block", canBeLifted: true };
    const told = (source: string) =>
      AgreementsPack.safeParse({ ...national.agreements, rules: [{ ...rule, patterns: [source] }] }).success;
    expect([told("税.*返"), told("税.{0,9}返"), told("(税")]).toEqual([false, true, false]);
  });
});
