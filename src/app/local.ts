import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure, type FailureKind, type FieldProblem } from "#kit/base/errors.ts";
import { run } from "#kit/server/serve.ts";
import { operatorAs } from "./caller.ts";
import { type Call, option } from "./arguments.ts";
import { openHouse, rootFolder, served } from "./house.ts";
import { openPlace, type Place, placeOf } from "./place.ts";

/** One operation asked for from the command line; through the running server where there is one. */
export interface Desk {
  ask: (address: string, input: unknown) => Promise<unknown>;
  close: () => Promise<void>;
}

export const doorOptions = ["json", "as", "agency", "out", "filter", "dry-run"] as const;

export async function openDesk(call: Call): Promise<Desk> {
  const place = placeOf(process.env, rootFolder());
  const as = option(call, "as") ?? (place.instance === "demo" ? "a-head" : null);
  const agency = option(call, "agency");
  const token = process.env.LUODI_TOKEN ?? null;
  const server = await runningServer(place);
  if (server) return throughHttp(server.address, token ?? server.key, as, agency);
  if (!as) throw new Failure("invalid", "cli.as", "请用 --as 账号 指明以谁的名义办理");
  const database = await openPlace(place);
  const house = await openHouse({ database, folder: place.folder, instance: place.instance });
  return {
    ask: async (address, input) => {
      const found = served.find(({ operation }) => operation.address === address);
      if (!found) throw unknown(address);
      return (await run(house, found, await operatorAs(house, as, agency), input)).answer;
    },
    close: () => database.close(),
  };
}

export const unknown = (address: string) =>
  new Failure("invalid", "cli.operation", `没有“${address}”这项操作。运行 luodi help 查看全部操作。`);

/** The server that holds the data folder, if it still answers; its note may be left over from a killed one. */
export async function runningServer({ folder }: Place): Promise<{ address: string; key: string } | null> {
  const note = join(folder, "server.json");
  if (!existsSync(note)) return null;
  const server = JSON.parse(readFileSync(note, "utf8")) as { address: string; key: string };
  const answer = await fetch(`${server.address}/healthz`).catch(() => null);
  return answer?.ok ? server : null;
}

function throughHttp(address: string, token: string, as: string | null, agency: string | null): Desk {
  const headers = {
    "content-type": "application/json",
    authorization: `Bearer ${token}`,
    ...(as ? { "x-luodi-as": as } : {}),
    ...(agency ? { "x-luodi-agency": agency } : {}),
  };
  return {
    ask: async (operation, input) => {
      const answer = await fetch(`${address}/api/${operation}`, {
        method: "POST",
        headers,
        body: JSON.stringify(input),
      });
      const body: unknown = await answer.json();
      if (answer.ok) return body;
      const { kind, code, message, fields } = (
        body as { error: { kind: FailureKind; code: string; message: string; fields?: FieldProblem[] } }
      ).error;
      throw new Failure(kind, code, message, fields ? { fields } : {});
    },
    close: () => Promise.resolve(),
  };
}
