import type { z } from "zod";
import type { surveyDoorOperations } from "#records/events/surveys/contract.ts";
import { highest } from "#records/events/surveys/rules.ts";

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

const page = (title: string, body: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`;

const style = `
:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #1f2329; background: #f5f6f8; overflow-wrap: anywhere; }
main { max-width: 640px; margin: 0 auto; padding: 20px 16px 48px; }
h1 { font-size: 22px; line-height: 1.4; margin: 4px 0 12px; }
.from, .small { color: #5c6570; font-size: 14px; margin: 4px 0; }
.intro { white-space: pre-line; }
.problem { padding: 10px 12px; border-left: 4px solid #b3261e; background: #fff; color: #8c1d18; }
.question { margin: 0 0 12px; padding: 14px 16px; border: 1px solid #d9dde3; border-radius: 8px; background: #fff; min-width: 0; }
legend, .question > label { display: block; padding: 0; font-weight: 600; float: left; width: 100%; margin-bottom: 6px; }
.must { margin-left: 8px; color: #8c1d18; font-size: 13px; font-weight: 400; }
.scale, .options, .question > .small, textarea { clear: both; }
.scale { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 8px; }
.options { display: grid; gap: 8px; }
.choice { display: flex; align-items: center; gap: 8px; min-height: 44px; padding: 0 10px; border: 1px solid #8a93a0; border-radius: 6px; }
.choice input { width: 18px; height: 18px; margin: 0; flex: none; }
.choice:has(input:checked) { border-color: #1d4ed8; outline: 1px solid #1d4ed8; }
textarea { box-sizing: border-box; width: 100%; padding: 8px 10px; font: inherit; color: inherit; background: inherit; border: 1px solid #8a93a0; border-radius: 6px; }
button { width: 100%; min-height: 48px; border: 0; border-radius: 8px; font: inherit; font-weight: 600; color: #fff; background: #1d4ed8; }
:focus-visible { outline: 3px solid #1d4ed8; outline-offset: 2px; }
@media (prefers-color-scheme: dark) {
  body { color: #e6e8eb; background: #14171b; }
  .question, .problem { background: #1e2228; border-color: #3a414b; }
  .from, .small { color: #a3abb6; }
  .must, .problem { color: #ff9d94; }
}
`;

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (each) => entities[each] ?? each);
