import { addDays } from "#kit/base/dates.ts";
import type { Sent } from "#kit/base/operation.ts";
import type { intakeDoorOperations, intakeLinkOperations } from "#records/projects/intakes/contract.ts";
import type { DemoAgency } from "./agencies.ts";
import { workingDay } from "./calendar.ts";
import { contactName, pairAt } from "./names.ts";

type HandedIn = Omit<Sent<typeof intakeDoorOperations.submit>, "agency" | "token" | "slip" | "isConsented">;

/** 公开线索表单: opened by the head, handed in by nobody in particular. */
export type IntakeStep = { at: string; by: string } & (
  | { does: "openForm"; key: string; sent: Sent<typeof intakeLinkOperations.create> }
  | { does: "handIn"; form: string; sent: HandedIn }
);

/** 三份来件 of the last days, two of one company; all wait for somebody to take them on. */
export function publicFormOf({ name, letter }: DemoAgency, last: string): IntakeStep[] {
  const by = `${letter}-head`;
  const form = "public form";
  const opened: IntakeStep = {
    does: "openForm",
    key: form,
    at: `${workingDay(addDays(last, -20))}T09:20:00+08:00`,
    by,
    sent: {
      name: "官网招商专栏",
      title: "投资意向登记",
      intro: "感谢您关注本地投资机会。请留下投资意向和联系方式，我们会尽快与您联系。",
      consent: `本人同意${name}为联系和办理投资意向，收集并使用以上联系人姓名和电话；仅供本机构内部使用。本人可以随时致电本机构撤回同意、要求删除。`,
      dailyLimit: 50,
    },
  };
  const companies = [`示例${pairAt(61)}储能科技有限公司`, `示例${pairAt(62)}食品有限公司`];
  const wishes = ["建设储能系统集成基地，需要标准厂房约两万平方米。", "设立区域食品加工中心，希望靠近冷链物流园。"];
  const handed = [6, 3, 1].map(
    (ago, index): IntakeStep => ({
      does: "handIn",
      form,
      at: `${workingDay(addDays(last, -ago))}T${14 + index}:1${index}:00+08:00`,
      by,
      sent: {
        companyName: companies[index % 2] ?? "",
        creditCode: null,
        brief: wishes[index % 2] ?? "",
        amount: index === 0 ? "120000000" : null,
        sourcePlace: "示范东市",
        contactName: contactName(70 + index),
        phone: `1380000${String(1000 + index)}`,
      },
    }),
  );
  return [opened, ...handed];
}
