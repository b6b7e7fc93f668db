import type { z } from "zod";
import type { surveyDoorOperations } from "#records/events/surveys/contract.ts";
import { highest } from "#records/events/surveys/rules.ts";
import { escaped, page } from "./publicpage.ts";

type Form = z.output<typeof surveyDoorOperations.form.output>;
type Question = Form["questions"][number];

interface Typed {
  values: readonly string[];
  /** What was refused, in the rule's own words. */
  problem: string | null;
}

/** 公开问卷: one page of plain HTML. It needs no script, no sign-in and nothing from elsewhere. */
export function formPage(form: Form, slip: string | null, { values, problem }: Typed): string {
  const questions = form.questions.map((question, at) => questionHtml(question, at, values[at] ?? ""));
  return page(
    form.title,
    `<p class="from">${escaped(form.agencyName)} · ${escaped(form.eventName)}</p>
<h1>${escaped(form.title)}</h1>
${form.intro ? `<p class="intro">${escaped(form.intro)}</p>` : ""}
${problem ? `<p class="problem" role="alert">${escaped(problem)}</p>` : ""}
<form method="post" accept-charset="utf-8">
${slip ? `<input type="hidden" name="slip" value="${escaped(slip)}">` : ""}
${questions.join("\n")}
<button type="submit">提交答卷</button>
</form>
<p class="small">不记名，提交后不能修改；请不要在文字里写个人信息。${escaped(form.closesOn)} 截止。</p>`,
  );
}

export const thanksPage = ({ agencyName, eventName }: { agencyName: string; eventName: string }): string =>
  page(
    "谢谢您",
    `<p class="from">${escaped(agencyName)} · ${escaped(eventName)}</p><h1>谢谢您</h1><p>答卷已收到，可以关闭本页。</p>`,
  );

export const refusedPage = (message: string): string =>
  page("问卷", `<h1>不能作答</h1><p role="alert">${escaped(message)}</p>`);

function questionHtml(question: Question, at: number, value: string): string {
  const { kind, text, isRequired, isOverall } = question;
  const isNeeded = isRequired || isOverall;
  const name = `q${at}`;
  const head = `${at + 1}. ${escaped(text)}${isNeeded ? '<span class="must">必答</span>' : ""}`;
  if (kind === "text")
    return `<div class="question"><label for="${name}">${head}</label><textarea id="${name}" name="${name}" maxlength="500" rows="3"${
      isNeeded ? " required" : ""
    }>${escaped(value)}</textarea></div>`;
  const choices =
    kind === "choice" ? question.options : Array.from({ length: highest(kind) }, (_, step) => String(step + 1));
  const ends = kind === "choice" ? "" : `<p class="small">1 分最不满意，${highest(kind)} 分最满意</p>`;
  const boxes = choices.map(
    (each) =>
      `<label class="choice"><input type="radio" name="${name}" value="${escaped(each)}"${each === value ? " checked" : ""}${
        isNeeded ? " required" : ""
      }><span>${escaped(each)}</span></label>`,
  );
  return `<fieldset class="question"><legend>${head}</legend>${ends}<div class="${kind === "choice" ? "options" : "scale"}">${boxes.join(
    "",
  )}</div></fieldset>`;
}
