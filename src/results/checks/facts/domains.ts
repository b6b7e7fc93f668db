import type { Fact } from "./fact.ts";

/**
 * 范围: what the sentence of a figure is about, where it begins by saying so: “参训学员中，女学员…”, “在240名参训学员中，…” → 参训学员.
 * Empty where it does not, or speaks of a course of events (过程中).
 */
export function domainOf({ passage: { plain }, from }: Fact): string {
  const floor = Math.max(0, from - 160);
  const sentence = plain.slice(floor, from).replace(/^.*[。！？\n]/s, "");
  const [, name = ""] =
    /(?:^|[，；.、)\s\d])(?:在|从)?(?:[家个项件份人次万亿元\d,.]{0,6})([一-龥“”]{2,12})(?<![其当之集])中[，,]/.exec(
      sentence,
    ) ?? [];
  return /过程|工作|活动期|建设|推进|实施|^其|^当/.test(name) ? "" : name.replace(/^(?:所有|全部|上述|这些|以上)/, "");
}
