/*
 * 角色: what a figure is in its sentence. It stands in the words right before it: 比…、增加、占…的、执行率、不少于.
 */
import type { Fact, Role } from "./fact.ts";

const up = "增加(?!值)|增长|增收|增产|增幅|净增|上升|提高|提升|上涨|扩大|延长|拉长|攀升|上浮|调增|追加|多|高出?|增";
const down =
  "缩短|压缩|减少|下降|减收|减产|降幅|降低|下滑|回落|缩小|压减|核减|调减|下调|减幅|节约|节省|缩减|减|降|少|低";
const linked = "(?:了|额|值|率|幅度|幅|速度?|数|比例)*(?:[为约近超逾达]|超过|达到|了|分别为?|\\s|：|:)*";
/** 增加到, 提高至 name the new level, not the change; 新增 and 追加 count what came anew. */
const changePattern = new RegExp(`(?:(${up})|(${down}))${linked}$`);
const openPattern =
  /(?:增加|增长|上升|提高|多)[(/（](?:减少|下降|降低|少)[)）]?\s*$|(?:增加|增长)[/、](?:减少|下降)\s*$/;
const newPattern =
  /(?:新增|追加|增设|增补|增资|增值|减免|降本|减税|减排|增资扩股|增减|至少|不少|不低|最低|最高|最多|多达|高达|较高|较低|更多|许多|大多|年均)[^，。]{0,4}$/;
const comparing = /(?:比|较|同比|环比|相比|与|同)/;
/** 多拨付、少支、多签约: more or less of a thing done; only after a comparison or at the beginning of its clause. */
const done =
  "支出|支付|支|使用|用|花费|花|耗|兑现|拨付|拨|签约|签|引进|完成|到位|实现|办理|办结|办|开工|开|落地|投入|投|收入|收|缴|安排|举办|组织|接待|参加|受理|招|建|发放|发|生产|产|销售|销|走|增|减|降";
const doneMore = new RegExp(`(?:(多|超)|(少|节))(?:${done})了?\\s*$`);
const doneAtOnce = new RegExp(`^\\s*(?:[净共约实仅]|累计|实际){0,2}[多少超节](?:${done})了?\\s*$`);

/** 同比多收治1350人次, 2022年比2020年多招152人: whatever was done more or less, where a time is compared with. */
const formerThan = /(?:同比|环比|[比较](?:上年|去年|同期|年初|20\d\d年)(?:同期|全年)?)(?:(多)|(少))[一-龥]{1,3}$/;

export interface RoleOf {
  role: Role;
  direction: Fact["direction"];
}

/** `isCompared`: the figure right before it is what is compared with (较上年的72家多16家). */
export function roleOf(lead: string, tail: string, dimension: string | null, isCompared = false): RoleOf {
  const plain = (role: Role): RoleOf => ({ role, direction: 0 });
  if (
    /^\s*(?:相比|比较|(?:基本|大体|大致|总体)?(?:持平|相当|一致|相同|相?等))/.test(tail) &&
    /(?:比|较|与|同|和)[^，。；]{0,40}$/.test(lead)
  )
    return plain("base");
  if (isBase(lead, tail)) return plain("base");
  if (
    /(?:由|从)[^，。；由从]{0,24}$/.test(lead) &&
    /^[^，。；]{0,6}(?:增|减|(?<!以)上|(?<!以)下|提|降|扩|缩|变|调|攀|升|到|至|跃)/.test(tail)
  )
    return plain("origin");
  if (
    /(?:超额(?:完成)?|超出(?:目标值?|任务)?|高出|多出|相差|尚差|还差)\s*$/.test(lead) &&
    dimension !== "percent" &&
    dimension !== "point"
  )
    return { role: "change", direction: 0 };
  const changed = changeOf(lead, dimension, isCompared);
  if (changed) return changed;
  if (dimension === "times") return plain("times");
  if (dimension === "point") return plain("point");
  if (dimension === "percent") {
    if (/占[^，。；]{0,40}$|(?:占比|比重|占有率|份额)[^，。；]{0,6}$/.test(lead)) return plain("share");
    if (/率[^，。；率]{0,8}$/.test(lead) || /完成[^，。；]{0,24}的?\s*$/.test(lead)) return plain("rate");
  }
  if (
    /(?:不少于?|不低于|不超过?|不高于|大于等于|小于等于|≥|≤|目标值?为?|指标值[^，。；]{0,6}|任务数?为?)\s*$/.test(lead)
  )
    return plain("target");
  return plain("level");
}

const movedWord = new RegExp(`增加|增长|减少|下降|提高|降低|上升|(?:${up}|${down})了?\\s*$`);

const movesNext = new RegExp(
  `^\\s*(?:\\([^()]{0,20}\\))?\\s*[，,]?\\s*(?:略有?|稍有?|有所|小幅|大幅|明显|显著|微)?(?:${up}|${down}|净|相比|持平|翻|[超节](?:${done}))`,
);

/** 比上年5,889.49万元增加… : a figure inside “比…增加”. */
function isBase(lead: string, tail: string): boolean {
  const compared = /(?:比|较|对比)([^，。；比较]{0,36})$/.exec(lead);
  // 同比多收治1350人次，增长8%: how many more, not what is compared with.
  if (
    !compared ||
    movedWord.test(compared[1] ?? "") ||
    /^[^，。；\d]{0,8}(?:多|少|提前|推迟|延后|滞后)[一-龥]{0,3}$/.test(compared[1] ?? "")
  )
    return false;
  return movesNext.test(tail);
}

function changeOf(lead: string, dimension: string | null, isCompared: boolean): RoleOf | null {
  const role: Role =
    dimension === "percent" || dimension === "times" ? "growth" : dimension === "point" ? "point" : "change";
  if (openPattern.test(lead)) return { role, direction: 0 };
  const [, net] = /净(增|减)[^，。；\d]{1,14}$/.exec(lead) ?? [];
  // 净增规模以上企业8家: the thing stands between the word and its figure.
  if (net && role === "change" && !/[到至]$/.test(lead)) return { role, direction: net === "增" ? 1 : -1 };
  const [, more, less] = doneMore.exec(lead) ?? [];
  if ((more || less) && (isCompared || comparing.test(lead) || doneAtOnce.test(lead)))
    return { role, direction: more ? 1 : -1 };
  const [, formerMore, formerLess] = formerThan.exec(lead) ?? [];
  if (formerMore || formerLess) return { role, direction: formerMore ? 1 : -1 };
  const match = changePattern.exec(lead);
  // 由24起降为21起: what it became.
  if (!match || newPattern.test(lead) || /(?:[增减升降少低高加短大小])为\s*$/.test(lead)) return null;
  const [, rose] = match;
  const word = rose ?? match[2] ?? "";
  // One-letter words say a change only where something is compared: 比上年多15家, 多家 says nothing.
  if (word.length === 1 && !isCompared && !comparing.test(lead) && !/[增减降]$/.test(word)) return null;
  return { role, direction: rose ? 1 : -1 };
}
