import { spawn } from "node:child_process";
import { join } from "node:path";
import { build, install, root } from "./prepare.mjs";

install();
build();
const server = spawn(process.execPath, ["--enable-source-maps", join(root, "dist", "server", "server.js")], {
  cwd: root,
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
