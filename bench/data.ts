/** `npm run bench:data -- [--size agency|small|full|province]`: makes the data of a size, unless they are there. */
import { parseArgs } from "node:util";
import { sizes } from "./dataset.ts";
import { keep } from "./stage.ts";

const { values } = parseArgs({ options: { size: { type: "string", default: "agency" }, full: { type: "boolean" } } });
const name = values.full && values.size === "agency" ? "full" : values.size;
const size = sizes[name];
if (!size) throw new Error(`没有这个规模：${name}。可选：${Object.keys(sizes).join("、")}`);
const started = performance.now();
await keep(name, size, (words) => console.log(words));
console.log(`${name} 已备好，用时 ${((performance.now() - started) / 1000).toFixed(1)} s`);
