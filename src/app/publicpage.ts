/** 公开页面: plain HTML for whoever has no account. It needs no script and nothing from elsewhere, and works on any phone. */
export const page = (title: string, body: string): string => `<!doctype html>
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
textarea, .text { box-sizing: border-box; width: 100%; padding: 8px 10px; font: inherit; color: inherit; background: inherit; border: 1px solid #8a93a0; border-radius: 6px; }
.text { min-height: 44px; clear: both; }
.question > .consent { display: flex; gap: 10px; float: none; margin: 0; font-size: 14px; font-weight: 400; }
.consent input { width: 20px; height: 20px; margin: 2px 0 0; flex: none; }
.trap { position: absolute; left: -9999px; width: 1px; height: 1px; overflow: hidden; }
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
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (each) => entities[each] ?? each);
