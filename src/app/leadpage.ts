import type { z } from "zod";
import type { intakeDoorOperations } from "#records/projects/intakes/contract.ts";
import { escaped, page } from "./publicpage.ts";

type Form = z.output<typeof intakeDoorOperations.form.output>;
type Received = z.output<typeof intakeDoorOperations.submit.output>;

/** What a stranger fills in, in this order; the names are the form's own. */
const fields = [
  { name: "companyName", title: "企业名称", most: 120, isNeeded: true, more: 'autocomplete="organization"' },
  { name: "creditCode", title: "统一社会信用代码", most: 24, more: 'autocapitalize="characters"' },
  { name: "brief", title: "投资意向", most: 1000, isNeeded: true, help: "想做什么、规模多大、对场地有什么要求" },
  { name: "amount", title: "计划投资额（万元）", most: 12, more: 'inputmode="decimal"', help: "还没有定的不填" },
  { name: "sourcePlace", title: "企业所在地", most: 60 },
  { name: "contactName", title: "联系人", most: 40, isNeeded: true, more: 'autocomplete="name"' },
  { name: "phone", title: "联系电话", most: 25, isNeeded: true, more: 'type="tel" autocomplete="tel"' },
] as const;
type Field = (typeof fields)[number];

export interface Typed {
  values: Readonly<Record<string, string>>;
  slip: string;
  isConsented: boolean;
  /** Beside which field what was refused, in the rule's own words; under "" what is about none. */
  problems: Readonly<Record<string, string>>;
}

/** What was typed, read off a form that was handed in. */
export const valuesOf = (sent: URLSearchParams): Record<string, string> =>
  Object.fromEntries(fields.map(({ name }) => [name, sent.get(name)?.trim() ?? ""]));

/** 公开线索表单: short enough for a phone; what is refused comes back with all that was typed. */
export function leadForm(form: Form, { values, slip, isConsented, problems }: Typed): string {
  const told = Object.values(problems);
  const consent = problems.isConsented;
  return page(
    form.title,
    `<p class="from">${escaped(form.agencyName)}</p>
<h1>${escaped(form.title)}</h1>
${form.intro ? `<p class="intro">${escaped(form.intro)}</p>` : ""}
${told.length > 0 ? `<p class="problem" role="alert">${told.map(escaped).join("；")}</p>` : ""}
<form method="post" accept-charset="utf-8">
<input type="hidden" name="slip" value="${escaped(slip)}">
${fields.map((field) => fieldHtml(field, values[field.name] ?? "", problems[field.name])).join("\n")}
<div class="trap" aria-hidden="true"><label for="website">请留空</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>
<div class="question"><label class="consent"><input type="checkbox" name="isConsented" value="yes" required${
      isConsented ? " checked" : ""
    }${consent ? ' aria-invalid="true"' : ""}><span>${escaped(form.consent)}</span></label></div>
<button type="submit">提交</button>
</form>`,
  );
}

export const leadThanks = ({ agencyName, answerWithin }: Received): string =>
  page(
    "已收到",
    `<p class="from">${escaped(agencyName)}</p><h1>已收到</h1><p>谢谢您的信任。${
      answerWithin ? `我们将在 ${escaped(answerWithin)}与您联系。` : "我们会尽快与您联系。"
    }可以关闭本页。</p>`,
  );

/** One form is handed in once. */
export const leadKnown = (message: string): string =>
  page("已收到", `<h1>已收到</h1><p role="status">${escaped(message)}</p>`);

/** Refused where the form itself cannot be shown: what was typed is kept in the page, and can be sent once more. */
export const leadRefused = (message: string, kept: URLSearchParams | null = null): string =>
  page(
    "公开线索表单",
    `<h1>没有提交成功</h1><p class="problem" role="alert">${escaped(message)}</p>${kept ? again(kept) : ""}`,
  );

const again = (kept: URLSearchParams): string => {
  const hidden = [...fields.map(({ name }) => name), "slip", "isConsented"].map(
    (name) => `<input type="hidden" name="${name}" value="${escaped(kept.get(name) ?? "")}">`,
  );
  return `<p>您填写的内容还在本页，稍后可以再次提交。</p>
<form method="post" accept-charset="utf-8">${hidden.join("")}<button type="submit">再次提交</button></form>`;
};

function fieldHtml(field: Field, value: string, problem: string | undefined): string {
  const { name, title, most } = field;
  const isNeeded = "isNeeded" in field;
  const help = "help" in field ? field.help : null;
  const described = [help && `${name}-help`, problem && `${name}-problem`].filter(Boolean).join(" ");
  const shared = `id="${name}" name="${name}" maxlength="${most}"${isNeeded ? " required" : ""}${
    described ? ` aria-describedby="${described}"` : ""
  }${problem ? ' aria-invalid="true"' : ""}`;
  const input =
    name === "brief"
      ? `<textarea ${shared} minlength="5" rows="4">${escaped(value)}</textarea>`
      : `<input class="text" ${shared} ${"more" in field ? field.more : ""} value="${escaped(value)}">`;
  return `<div class="question"><label for="${name}">${escaped(title)}${
    isNeeded ? '<span class="must">必填</span>' : ""
  }</label>${help ? `<p class="small" id="${name}-help">${escaped(help)}</p>` : ""}${input}${
    problem ? `<p class="must" id="${name}-problem">${escaped(problem)}</p>` : ""
  }</div>`;
}
