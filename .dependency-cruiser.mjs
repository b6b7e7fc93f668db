/**
 * The plan of the house as data, and the import rules derived from it.
 * Lowest floor first; inside a floor, later modules may use earlier ones. A module is listed before it is built.
 * The laws are told in ARCHITECTURE.md; what only a reading of the source can see is checked in scripts/house/.
 */
import { builtinModules } from "node:module";
import swc from "@swc/core";

export const floors = ["kit", "records", "work", "results", "app"];
export const order = {
  kit: ["base", "documents", "server", "ui"],
  records: ["people", "workspace", "approvals", "directory", "sites", "chains", "events", "intermediaries", "projects"],
  work: ["meetings", "publicity", "tickets", "budget", "incentives"],
  results: ["metrics", "quotas", "indexes", "performance", "checks", "reports", "disclosure", "desk"],
};

/** The files a module may have, by exact name. `pack.ts` validates data that arrives from outside and takes no side. */
export const anatomy = {
  both: ["words.ts", "contract.ts", "rules.ts"],
  neither: ["pack.ts"],
  server: "tables queries actions server metrics offers reactions schedule import"
    .split(" ")
    .map((name) => `${name}.ts`),
  screen: ["panels.tsx"],
  screenFolders: ["parts", "screens"],
};

/** 书架: folders of one module that hold many small pure files of one kind, each named by what it says; they take no side. */
export const shelves = { checks: ["facts", "judgement", "relations"] };

// The checker's own reader of TypeScript 7 is @swc/core, but it never says that a .tsx file holds JSX (ADR 0011).
const parse = swc.parseFileSync;
swc.parseFileSync = (file, options) => parse(file, { ...options, tsx: file.endsWith(".tsx") });

const oneOf = (names) => `(?:${names.map((name) => name.replaceAll(".", "\\.")).join("|")})`;
const packages = (names) => `node_modules/${oneOf(names)}/`;
const module = "^src/(?:records|work|results)/.+/"; // or a sub-noun's folder inside it
const moduleFile = (names) => `${module}${oneOf(names)}$`;

const test = "\\.test\\.tsx?$";
const code = (path, ...pathNot) => ({ path, pathNot: [test, ...pathNot] });

const serverSide = [moduleFile(anatomy.server), "^src/kit/server/", "^src/app/[^/]+\\.ts$"];
const nodeOnlyDocuments =
  "^src/kit/documents/(?:workbook[^/]*|reading/(?:read|isolated|docx|sheets|pdf|legacy)|writing/(?:docx|pdf))\\.ts$";
const screenFolders = `${module}${oneOf(anatomy.screenFolders)}/`;
const screenSide = [screenFolders, `${module}[^/]+\\.tsx$`, "^src/kit/ui/", "^src/app/.*\\.tsx$"];
const serverRendered = "^src/app/public\\.tsx$"; // the one door that stands on both sides
const browserDoors = "^src/app/(?:web|portal)\\.tsx$";
const shelved = Object.entries(shelves).map(([name, folders]) => `^src/[^/]+/${name}/${oneOf(folders)}/`);
const bothSides = [moduleFile(anatomy.both), "^src/kit/base/", ...shelved];

const nodeItself = `^(?:node:)?${oneOf(builtinModules)}$`;
const nodePackages = packages(
  "pg @electric-sql drizzle-orm fastify @fastify @node-rs otpauth openid-client pino unpdf hucre @myriaddreamin".split(
    " ",
  ),
);
const browserPackages = packages("react react-dom antd @ant-design @tanstack uqr".split(" "));

const forbid = (name, comment, rule) => ({ name, severity: "error", comment, ...rule });

const floorRules = floors.slice(0, -1).map((floor, index) =>
  forbid(`floor-${floor}`, "只许向下：不得引用上层", {
    from: { path: `^src/${floor}/` },
    to: { path: `^src/${oneOf(floors.slice(index + 1))}/` },
  }),
);

const orderRules = Object.entries(order).flatMap(([floor, modules]) =>
  modules.slice(0, -1).map((name, index) =>
    forbid(`order-${floor}-${name}`, "同层之内，不得引用排在后面的模块", {
      from: { path: `^src/${floor}/${name}/` },
      to: { path: `^src/${floor}/${oneOf(modules.slice(index + 1))}/` },
    }),
  ),
);

const sideRules = [
  forbid("screens-never-meet-the-server", "页面一侧不得引用服务器一侧：二者在 contract.ts 相会", {
    from: code(screenSide, serverRendered),
    to: { path: [...serverSide, nodeOnlyDocuments] },
  }),
  forbid("server-never-meets-screens", "服务器一侧不得引用页面一侧：二者在 contract.ts 相会", {
    from: code([...serverSide, "^src/kit/documents/"]),
    to: { path: [...screenSide, browserPackages], pathNot: serverRendered },
  }),
  forbid("both-sides-take-no-side", "words、contract、rules 与 kit/base 处处可用，不得偏向一侧", {
    from: code(bothSides),
    to: { path: [...serverSide, ...screenSide, nodeOnlyDocuments, nodeItself, nodePackages, browserPackages] },
  }),
  forbid("browser-without-node", "浏览器里没有 Node：页面一侧不得引用它", {
    from: code(screenSide, serverRendered),
    to: { path: [nodeItself, nodePackages] },
  }),
  forbid("browser-never-reaches-node", "浏览器里没有 Node：页面所用的文件，不论隔了几层，也不得引用它", {
    from: { path: browserDoors },
    to: { path: [nodeItself, nodePackages], reachable: true },
  }),
];

const hidden = `${module}(?:screens/|server\\.ts$|reactions\\.ts$|schedule\\.ts$|panels\\.tsx$)`;
const faceRules = [
  forbid("face-of-a-module", "模块之外看不到它的 screens/ 与 server.ts；panels、reactions、schedule 由 app 登记", {
    from: { path: "^src/([^/]+/[^/]+)/", pathNot: [test, "^src/app/"] },
    to: { path: hidden, pathNot: "^src/$1/" },
  }),
  forbid("doors-see-pages-only", "app 只从 screens/pages.tsx 取页面", {
    from: { path: "^src/app/" },
    to: { path: "/screens/", pathNot: "/screens/pages\\.tsx$" },
  }),
  forbid("tests-are-never-imported", "测试文件不供引用", { from: { path: "^src/" }, to: { path: test } }),
];

const neverOrphans = [test, "^src/app/", "worker\\.ts$", "\\.d\\.ts$"]; // doors and workers are started, not imported
const generalRules = [
  forbid("no-circle", "文件不得循环引用（类型引用也算）", { from: {}, to: { circular: true } }),
  forbid("no-circle-of-folders", "文件夹不得循环引用", { scope: "folder", from: {}, to: { circular: true } }),
  forbid("no-orphans", "没有人用的文件", { from: { path: "^src/", orphan: true, pathNot: neverOrphans }, to: {} }),
  forbid("not-to-unresolvable", "引用的文件不存在", { from: { path: "^src/" }, to: { couldNotResolve: true } }),
  forbid("only-declared-packages", "src 只用 package.json 里的 dependencies", {
    from: code("^src/"),
    to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
  }),
  forbid("src-stands-alone", "src 不引用 tests、bench、scripts、bin", {
    from: code("^src/"),
    to: { path: "^(?:tests|bench|scripts|bin)/" },
  }),
  forbid("only-doors-know-the-demo", "只有 app 可以引用 demo", {
    from: { path: "^src/", pathNot: "^src/app/" },
    to: { path: "^demo/" },
  }),
];

export default {
  forbidden: [...floorRules, ...orderRules, ...sideRules, ...faceRules, ...generalRules],
  options: {
    parser: "swc",
    doNotFollow: { path: ["node_modules", "^(?:demo|tests|bench|scripts|bin)/"] },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["types", "import", "node", "default"] },
    reporterOptions: { mermaid: { minify: false } },
  },
};
