import { type Call, has, inputOf } from "./arguments.ts";
import { served } from "./house.ts";
import { doorOptions, openDesk, unknown } from "./local.ts";

/** `luodi projects.sign --projectId … --signedOn 2026-03-01`: its options are the fields of the operation's input. */
export async function runOperation(address: string, call: Call): Promise<number> {
  const found = served.find(({ operation }) => operation.address === address);
  if (!found) throw unknown(address);
  const input = inputOf(call, found.operation.input, doorOptions);
  const desk = await openDesk(call);
  try {
    const answer = await desk.ask(address, input);
    process.stdout.write(has(call, "json") ? `${JSON.stringify(answer)}\n` : readable(answer));
    return 0;
  } finally {
    await desk.close();
  }
}

/** For a person: a list as lines of its values, one record as `field: value`. */
function readable(answer: unknown): string {
  if (answer === null || typeof answer !== "object") return `${String(answer)}\n`;
  const { rows, total } = answer as { rows?: Record<string, unknown>[]; total?: number };
  if (Array.isArray(rows)) return `${rows.map(inLine).join("\n")}\n共 ${total ?? rows.length} 条\n`;
  if (Array.isArray(answer)) return `${answer.map((each) => inLine(each as Record<string, unknown>)).join("\n")}\n`;
  return `${Object.entries(answer)
    .map(([name, value]) => `${name}: ${inText(value)}`)
    .join("\n")}\n`;
}

const inLine = (row: Record<string, unknown>): string => Object.values(row).map(inText).join("  ");
const inText = (value: unknown): string =>
  value === null ? "—" : typeof value === "string" ? value : JSON.stringify(value);
