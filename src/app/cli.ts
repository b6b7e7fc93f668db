import { Failure } from "#kit/base/errors.ts";
import { type Call, parseCall } from "./arguments.ts";

/**
 * 命令行: another thin door. Care of the installation has commands of its own; every declared operation is one as well,
 * by its address. Exit status: 0 done, 1 refused, 2 a call or a file that cannot be understood.
 */
interface Command {
  usage: string;
  title: string;
  run: (call: Call) => Promise<number>;
}

const commands: Record<string, Command> = {
  init: {
    usage: "init --code 代码 --name 机构名称 [--region 行政区划] [--login admin]",
    title: "建立正式库与首个机构，给出一次性链接",
    run: async (call) => (await import("./carework.ts")).init(call),
  },
  demo: { usage: "demo", title: "建立演示库", run: async () => (await import("./carework.ts")).demo() },
  migrate: {
    usage: "migrate",
    title: "升级数据库结构",
    run: async () => (await import("./carework.ts")).migrateOnly(),
  },
  backup: {
    usage: "backup 文件",
    title: "备份到一个文件（不含密钥）",
    run: async (call) => (await import("./carework.ts")).backupTo(call),
  },
  restore: {
    usage: "restore 文件",
    title: "恢复到空的数据库",
    run: async (call) => (await import("./carework.ts")).restoreFrom(call),
  },
  audit: {
    usage: "audit verify",
    title: "验证留痕链",
    run: async (call) => (await import("./carework.ts")).audit(call),
  },
  regain: {
    usage: "regain --login 登录名 --reason 原因",
    title: "管理员丢失第二因素而无人能重置时，在本机重置并给出一次性链接",
    run: async (call) => (await import("./carework.ts")).regain(call),
  },
  doctor: { usage: "doctor", title: "检查本安装", run: async () => (await import("./carework.ts")).care("doctor", {}) },
  check: {
    usage: "check 文件… [--json]",
    title: "核对报告：找出前后不一、算不拢的地方（不需要数据库）",
    run: async (call) => (await import("./checkwork.ts")).check(call),
  },
  import: {
    usage: "import 类别 文件.xlsx [--agency 代码] [--as 账号] [--dry-run] [--json]",
    title: "从表格导入",
    run: async (call) => (await import("./tablework.ts")).importTable(call),
  },
  export: {
    usage: "export 列表 [--filter 字段=值 …] [--agency 代码] [--as 账号] --out 文件.xlsx",
    title: "导出列表",
    run: async (call) => (await import("./tablework.ts")).exportTable(call),
  },
};

async function main(words: string[]): Promise<number> {
  const [name = "help", ...rest] = words;
  if (name === "help" || name === "--help") return help();
  const command = commands[name];
  if (command) return command.run(parseCall(rest));
  if (/^[a-z][a-zA-Z]*\.[a-z][a-zA-Z]*$/.test(name))
    return (await import("./operationdoor.ts")).runOperation(name, parseCall(rest));
  process.stderr.write(`没有“${name}”这个命令。运行 luodi help 查看全部命令。\n`);
  return 2;
}

async function help(): Promise<number> {
  const { served } = await import("./house.ts");
  const lines = Object.values(commands).map(({ usage, title }) => `  luodi ${usage}\n      ${title}`);
  const operations = served.map(({ operation }) => `  luodi ${operation.address}  ${operation.title}`);
  process.stdout.write(
    `落地 Luodi 命令行\n\n${lines.join("\n")}\n\n业务操作（--字段 值，--json，--as 账号，--agency 代码）：\n${operations.join("\n")}\n`,
  );
  return 0;
}

/** A refusal is told in its own words; a fault with where it happened. */
function tell(error: unknown): number {
  if (error instanceof Failure) {
    process.stderr.write(`${error.message}（${error.code}）\n`);
    for (const { path, message } of error.fields) process.stderr.write(`  ${path}：${message}\n`);
    return error.kind === "invalid" ? 2 : 1;
  }
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
}

// Whoever reads us may have seen enough: `luodi … | head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
process.exitCode = await main(process.argv.slice(2)).catch(tell);
