import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { anyone, command, query } from "#kit/base/operation.ts";
import { type Rehearsal, rehearse } from "#tests/support/database.ts";
import { localKey, openTestDoor, type Signed, type TestDoor } from "#tests/support/door.ts";
import { openStage, type Stage } from "#tests/support/people.ts";
import { serve, serveApart } from "./serve.ts";

let stage: Stage;
let rehearsal: Rehearsal;
let door: TestDoor;
let officer: Signed;

const nothing = z.strictObject({});
/** Two operations that go wrong on purpose. */
const broken = serve(
  {
    fault: query("tests.fault", {
      title: "故障",
      permission: anyone,
      reach: "instance",
      input: z.strictObject({ note: z.string().max(99) }),
      output: nothing,
    }),
    knock: command("tests.knock", {
      title: "敲门",
      permission: anyone,
      reach: "instance",
      input: nothing,
      output: nothing,
    }),
  },
  {
    fault: (_ctx, { note }) =>
      Promise.reject(new Error("boom", { cause: new Error(`no such column`, { cause: note }) })),
    knock: async () => ({}),
  },
);

/** What a stranger's file costs: apart from any transaction, with limits of its own. */
const weighed: AbortSignal[] = [];
const apart = serveApart(
  {
    weigh: query("tests.weigh", {
      title: "称重",
      permission: anyone,
      reach: "instance",
      input: z.strictObject({ content: z.string().max(3_000_000), waits: z.boolean().default(false) }),
      output: z.object({ size: z.int() }),
    }),
  },
  {
    weigh: {
      load: { bytes: 2_000_000, strangers: { times: 3, minutes: 10 } },
      work: async ({ signal }, { content, waits }) => {
        weighed.push(signal);
        if (waits) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
        return { size: content.length };
      },
    },
  },
);

beforeAll(async () => {
  stage = await openStage();
  rehearsal = await rehearse(stage.database);
});
afterAll(async () => {
  await rehearsal.rollback();
  await stage.close();
});
/** A door of its own for each test: what it counted of visits is forgotten. */
beforeEach(async () => {
  const house = { ...stage.house, database: rehearsal.database };
  door = await openTestDoor({ house, folder: stage.folder, more: [...broken, ...apart] });
  officer = await door.signIn("jia-officer");
  return async () => {
    await door.app.close();
  };
});

const told = (answer: Awaited<ReturnType<TestDoor["post"]>>) => [answer.status, answer.body.error?.code];

describe("防跨站", () => {
  const company = { name: "示例企业" };
  test("命令须带本次登录的令牌：缺、错、长度不同都拒绝", async () => {
    for (const csrf of ["", "x", `${officer.csrf}x`, officer.csrf.replace(/.$/, (last) => (last === "A" ? "B" : "A"))])
      expect(told(await door.post("companies.create", company, { ...officer, csrf }))).toEqual([403, "http.csrf"]);
    expect((await door.post("companies.create", company, officer)).status).toBe(200);
  });

  test("别人的令牌也不行", async () => {
    const other = await door.signIn("jia-other");
    const mixed = { cookie: officer.cookie, csrf: other.csrf };
    expect(told(await door.post("companies.create", company, mixed))).toEqual([403, "http.csrf"]);
  });

  test("来自其他网站的命令一律拒绝，登录也不例外；本站与直接打开的可以", async () => {
    const from = (site: string) => ({ headers: { "sec-fetch-site": site } });
    for (const site of ["cross-site", "same-site"]) {
      expect(told(await door.post("companies.create", company, officer, from(site)))).toEqual([403, "http.foreign"]);
      const signIn = await door.post("session.signInAsDemo", { login: "jia-head" }, null, from(site));
      expect(told(signIn)).toEqual([403, "http.foreign"]);
    }
    for (const site of ["same-origin", "none"]) {
      const again = { ...company, duplicateReason: "演练" };
      expect((await door.post("companies.create", again, officer, from(site))).status).toBe(200);
    }
  });

  test("查询不需令牌，但没有登录就没有数据", async () => {
    expect((await door.post("companies.list", {}, { ...officer, csrf: "" })).status).toBe(200);
    expect(told(await door.post("companies.list", {}, null))).toEqual([401, "session.signedOut"]);
    expect(told(await door.post("companies.list", {}, { cookie: "x".repeat(43), csrf: "" }))).toEqual([
      401,
      "session.signedOut",
    ]);
  });
});

describe("登录与本机", () => {
  const signIn = (more = {}) => door.post("session.signInAsDemo", { login: "jia-officer" }, null, more);
  const cookieOf = ({ headers }: { headers: Record<string, unknown> }) => String(headers["set-cookie"]).split("; ");

  test("登录信息只存于 HttpOnly、SameSite 的会话 Cookie；https 下带 Secure；退出即清除", async () => {
    expect(cookieOf(await signIn()).slice(1)).toEqual(["Path=/", "HttpOnly", "SameSite=Lax"]);
    const house = { ...stage.house, database: rehearsal.database };
    const behind = await openTestDoor({ house, folder: stage.folder, trustsProxy: true });
    const answer = await behind.post("session.useLink", {}, null, { headers: { "x-forwarded-proto": "https" } });
    expect(answer.headers["strict-transport-security"]).toMatch(/max-age=\d{7,}/);
    const current = await behind.post("session.signOut", {}, officer, { headers: { "x-forwarded-proto": "https" } });
    expect(cookieOf(current)).toEqual(expect.arrayContaining(["Path=/", "HttpOnly", "Secure", "SameSite=Lax"]));
    expect(cookieOf(current)[0]).toMatch(/^luodi_session=$/);
    await behind.app.close();
    expect(told(await door.post("companies.list", {}, officer))).toEqual([401, "session.signedOut"]);
  });

  test("免密登录只限本机：经由别的地址或代理转来的都不算", async () => {
    expect((await signIn()).status).toBe(200);
    expect(told(await signIn({ remoteAddress: "10.0.0.9" }))).toEqual([409, "session.notDemo"]);
    expect(told(await signIn({ headers: { "x-forwarded-for": "127.0.0.1" } }))).toEqual([409, "session.notDemo"]);
  });

  test("本机操作的令牌：错的、外来的、没说以谁办理的都拒绝", async () => {
    const as = (token: string, more = {}) => ({ headers: { authorization: `Bearer ${token}`, ...more } });
    const ask = (options: object) => door.post("companies.list", {}, null, options);
    expect((await ask(as(localKey, { "x-luodi-as": "jia-head" }))).status).toBe(200);
    expect(told(await ask(as("x".repeat(localKey.length), { "x-luodi-as": "jia-head" })))).toEqual([
      401,
      "session.token",
    ]);
    expect(told(await ask({ ...as(localKey, { "x-luodi-as": "jia-head" }), remoteAddress: "10.0.0.9" }))).toEqual([
      401,
      "session.token",
    ]);
    expect(told(await ask(as(localKey)))).toEqual([401, "session.as"]);
    expect(told(await ask(as(localKey, { "x-luodi-as": "nobody" })))).toEqual([401, "session.account"]);
  });

  test("登录等不需登录的命令每分钟每个地址最多 30 次，换一个地址不受影响", async () => {
    const tries = [];
    for (let each = 0; each < 31; each++) tries.push((await door.post("tests.knock", {}, null)).status);
    expect([tries.filter((status) => status === 200).length, tries.at(-1)]).toEqual([30, 429]);
    const last = await door.post("tests.knock", {}, null);
    expect(last.body.error).toEqual({ kind: "refused", code: "http.tooMany", message: "操作过于频繁，请一分钟后再试" });
    expect((await door.post("tests.knock", {}, null, { remoteAddress: "10.0.0.9" })).status).toBe(200);
  });
});

describe("不进数据库的操作", () => {
  const weigh = (length: number, as: Signed | null, more: object = {}) =>
    door.post("tests.weigh", { content: "x".repeat(length) }, as, more);

  test("正文上限是它自己的，别的操作不变", async () => {
    expect((await weigh(1_900_000, officer)).body).toEqual({ size: 1_900_000 });
    expect(told(await weigh(2_100_000, officer))).toEqual([413, "http.FST_ERR_CTP_BODY_TOO_LARGE"]);
    expect(told(await door.post("tests.knock", { content: "x".repeat(1_900_000) }, officer))).toEqual([
      413,
      "http.FST_ERR_CTP_BODY_TOO_LARGE",
    ]);
  });

  test("数据库正忙着时也照样办", async () => {
    const busy = {
      ...stage.house,
      database: { ...rehearsal.database, transaction: () => new Promise<never>(() => {}) },
    };
    const other = await openTestDoor({ house: busy, folder: stage.folder, more: apart });
    expect((await other.post("tests.weigh", { content: "x" }, null)).body).toEqual({ size: 1 });
    await other.app.close();
  });

  test("未登录的每个地址限次，说出还要等几分钟；登录的不限，假的会话不算登录", async () => {
    for (let each = 0; each < 5; each += 1) expect((await weigh(1, officer)).status).toBe(200);
    const forged = { cookie: "x".repeat(43), csrf: "" };
    for (const as of [null, forged, null]) expect((await weigh(1, as)).status).toBe(200);
    const last = await weigh(1, forged);
    expect(last.body.error).toEqual({
      kind: "refused",
      code: "http.tooMany",
      message: "操作过于频繁，请 10 分钟后再试",
    });
    expect((await weigh(1, null, { remoteAddress: "10.0.0.9" })).status).toBe(200);
    expect((await weigh(1, officer)).status).toBe(200);
  });

  test("来人挂断，没有人等的事不再做", async () => {
    const address = await door.app.listen({ host: "127.0.0.1", port: 0 });
    const before = weighed.length;
    const left = new AbortController();
    const asked = fetch(`${address}/api/tests.weigh`, {
      method: "POST",
      headers: { "content-type": "application/json", connection: "close" },
      body: JSON.stringify({ content: "x", waits: true }),
      signal: left.signal,
    });
    await expect.poll(() => weighed.length).toBe(before + 1);
    left.abort();
    await expect(asked).rejects.toThrow(/abort/i);
    await expect.poll(() => weighed.at(-1)?.aborted).toBe(true);
    expect(door.lines.filter((line) => line.includes('"fault"'))).toEqual([]);
  });

  test("只能是查询：改动记录的命令要留痕，不能绕开", () => {
    const operation = command("tests.sneak", {
      title: "绕开",
      permission: anyone,
      reach: "instance",
      input: nothing,
      output: nothing,
    });
    const load = { bytes: 1, strangers: { times: 1, minutes: 1 } };
    expect(() => serveApart({ sneak: operation }, { sneak: { load, work: async () => ({}) } })).toThrow("no history");
  });
});

describe("每个回答", () => {
  test("内容安全策略不许内联与外来脚本，不许被别站嵌入", async () => {
    const { headers } = await door.post("session.current", {}, null);
    const policy = Object.fromEntries(
      String(headers["content-security-policy"])
        .split(";")
        .map((part) => part.trim().split(" "))
        .map(([name, ...values]) => [name, values.join(" ")]),
    );
    expect(policy).toMatchObject({
      "default-src": "'self'",
      "script-src": "'self'",
      "object-src": "'none'",
      "frame-ancestors": "'none'",
      "base-uri": "'none'",
    });
    expect([headers["x-content-type-options"], headers["cache-control"]]).toEqual(["nosniff", "no-store"]);
  });

  test("带有各不相同的请求编号，来人自带的编号不用", async () => {
    const ids = [];
    for (let each = 0; each < 3; each++)
      ids.push(
        (await door.post("session.current", {}, null, { headers: { "x-request-id": "mine" } })).headers["x-request-id"],
      );
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test.each([
    ["不存在的操作", "companies.destroy", "{}", {}, 404, "http.unknown"],
    ["残缺的 JSON", "session.current", '{"a":', {}, 400, "http.FST_ERR_CTP_INVALID_JSON_BODY"],
    ["空正文", "session.current", "", {}, 400, "http.FST_ERR_CTP_EMPTY_JSON_BODY"],
    [
      "不是 JSON",
      "session.current",
      "a=1",
      { "content-type": "application/x-www-form-urlencoded" },
      415,
      "http.FST_ERR_CTP_INVALID_MEDIA_TYPE",
    ],
    [
      "超过 1 MB",
      "session.current",
      JSON.stringify({ a: "x".repeat(1_100_000) }),
      {},
      413,
      "http.FST_ERR_CTP_BODY_TOO_LARGE",
    ],
    ["篡改原型", "session.current", '{"__proto__":{"a":1}}', {}, 400, "http.FST_ERR_CTP_INVALID_JSON_BODY"],
    ["纯文本", "session.current", "x", { "content-type": "text/plain" }, 400, "input.invalid"],
    ["上传的不是表单", "files.upload", "{}", {}, 400, "http.FST_INVALID_MULTIPART_CONTENT_TYPE"],
  ])("%s：JSON 与中文说明", async (_, address, body, headers, status, code) => {
    const answer = await door.post(address, body, officer, { headers });
    expect(told(answer)).toEqual([status, code]);
    expect(answer.body.error?.message).toMatch(/\p{Script=Han}/u);
    expect(answer.headers["content-type"]).toMatch(/^application\/json/);
  });

  test("用 GET 办不了任何操作；就绪检查与操作说明可以", async () => {
    const get = (url: string) => door.app.inject({ url, headers: { cookie: `luodi_session=${officer.cookie}` } });
    expect((await get("/api/companies.list")).statusCode).toBe(404);
    expect((await get("/healthz")).json()).toEqual({ ready: true });
    expect(Object.keys((await get("/api/openapi.json")).json().paths)).toContain("/api/companies.list");
  });
});

describe("日志", () => {
  test("只记编号、地址、结果与用时：正文、查询、姓名、登录名、Cookie 都不在其中", async () => {
    const secrets = [
      "示例云帆公司",
      "13800000000",
      "secret-search",
      "jia-officer",
      officer.cookie,
      officer.csrf,
      "一科专员",
    ];
    await door.post("companies.create", { name: "示例云帆公司", note: "13800000000" }, officer, {
      query: { q: "secret-search" },
    });
    await door.post("session.signIn", { login: "jia-officer", password: "13800000000" }, null);
    await door.post("tests.fault", { note: "13800000000" }, officer);
    const all = door.lines.join("");
    expect(all.split("\n").length).toBeGreaterThan(3);
    for (const secret of secrets) expect([secret, all.includes(secret)]).toEqual([secret, false]);
    const line = door.lines.map((each) => JSON.parse(each)).find(({ path }) => path === "/api/companies.create");
    expect(Object.keys(line).sort()).toEqual(["id", "level", "method", "ms", "msg", "path", "status", "time"]);
  });

  test("故障只告诉来人一个编号，日志里按此编号找得到是哪里坏了", async () => {
    const answer = await door.post("tests.fault", { note: "x" }, null);
    const { error } = answer.body as unknown as { error: Record<string, string> };
    expect([answer.status, error.kind, error.code, error.id]).toEqual([
      500,
      "fault",
      "fault",
      answer.headers["x-request-id"],
    ]);
    expect(JSON.stringify(answer.body)).not.toMatch(/boom|column/);
    const fault = door.lines.map((each) => JSON.parse(each)).find(({ msg }) => msg === "fault");
    expect([fault.id, fault.fault.message]).toEqual([error.id, "no such column"]);
  });
});
