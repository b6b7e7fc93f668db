import { lookup } from "node:dns/promises";
import { request as askPlain } from "node:http";
import { request as askSafely } from "node:https";
import { BlockList, isIP } from "node:net";

/**
 * 出站. The only way out of the installation. An address typed by somebody must not become a way into the network behind
 * the server (SSRF): it is resolved once, what is not public is refused unless the operator of the machine named it
 * (LUODI_OUTBOUND), and the connection goes to the very address that was looked at. Redirects are not followed.
 */
export interface Outbound {
  /** `host:port` that may be reached although it is not public, or not one of the known services. */
  allows: (host: string, port: number) => boolean;
}

/** How a sending ended. Only `later` is tried again: what may have arrived is never sent a second time by itself. */
export type Outcome =
  | { kind: "sent" }
  | { kind: "later"; reason: string; seconds?: number }
  | { kind: "failed"; reason: string }
  | { kind: "unsure"; reason: string };

/** `mail.example.org:465, 10.0.0.8:25` */
export function outboundOf({ LUODI_OUTBOUND: said = "" }: NodeJS.ProcessEnv): Outbound {
  const named = new Set(said.split(/[\s,]+/).filter(Boolean));
  return { allows: (host, port) => named.has(`${host.toLowerCase()}:${port}`) };
}

const notPublic = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  notPublic.addSubnet(network, bits, "ipv4");
// Only 2000::/3 is given out for public use; of it, what carries an IPv4 address inside could mean any of the above.
const publicSix = new BlockList();
publicSix.addSubnet("2000::", 3, "ipv6");
const carriers = new BlockList();
carriers.addSubnet("2001::", 32, "ipv6");
carriers.addSubnet("2002::", 16, "ipv6");

export function isPublic(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !notPublic.check(address, "ipv4");
  return version === 6 && publicSix.check(address, "ipv6") && !carriers.check(address, "ipv6");
}

export interface Target {
  address: string;
  family: number;
}

/** Where a host really is; null with the reason where it is unknown or must not be reached. */
export async function targetOf(
  outbound: Outbound,
  host: string,
  port: number,
): Promise<{ target: Target } | { problem: Outcome }> {
  const found = await lookup(host, { all: true, verbatim: true }).catch(() => []);
  const [first] = found;
  if (!first) return { problem: { kind: "later", reason: `找不到服务器“${host}”，请检查地址和服务器的网络` } };
  if (outbound.allows(host, port)) return { target: first };
  if (found.every(({ address }) => isPublic(address))) return { target: first };
  const reason = `“${host}”是内网地址，未经允许不能连接。确需连接，请运维人员在 LUODI_OUTBOUND 中加入 ${host}:${port}`;
  return { problem: { kind: "failed", reason } };
}

export interface Answered {
  status: number;
  body: string;
  retryAfter: number | null;
}

const longest = 10_000;
const largest = 64 * 1024;

/** Posts JSON and answers with what came back, or with how it failed. */
export async function postJson(
  outbound: Outbound,
  url: URL,
  body: unknown,
): Promise<{ answer: Answered } | { problem: Outcome }> {
  const isSafe = url.protocol === "https:";
  const port = Number(url.port) || (isSafe ? 443 : 80);
  const found = await targetOf(outbound, url.hostname, port);
  if ("problem" in found) return found;
  const { target } = found;
  const content = Buffer.from(JSON.stringify(body));
  return new Promise((resolve) => {
    let wasSent = false;
    const asked = (isSafe ? askSafely : askPlain)(
      url,
      {
        method: "POST",
        headers: { "content-type": "application/json; charset=utf-8", "content-length": content.length },
        // Pinned: a second look-up could answer otherwise.
        lookup: (_host, options, tell) =>
          options.all ? tell(null, [target]) : tell(null, target.address, target.family),
        signal: AbortSignal.timeout(longest),
      },
      (answer) => {
        const parts: Buffer[] = [];
        let size = 0;
        answer.on("data", (part: Buffer) => {
          size += part.length;
          if (size <= largest) parts.push(part);
        });
        answer.on("error", () => resolve({ problem: noAnswer }));
        answer.on("end", () => {
          const wait = Number(answer.headers["retry-after"]);
          const retryAfter = Number.isFinite(wait) && wait > 0 ? wait : null;
          resolve({
            answer: { status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString("utf8"), retryAfter },
          });
        });
      },
    );
    asked.on("finish", () => {
      wasSent = true;
    });
    asked.on("error", (error: NodeJS.ErrnoException) => resolve({ problem: failureOf(error, url.hostname, wasSent) }));
    asked.end(content);
  });
}

const noAnswer: Outcome = { kind: "unsure", reason: "已发出，但没有收到对方的答复，不能确定是否送达" };

function failureOf({ code = "" }: NodeJS.ErrnoException, host: string, wasSent: boolean): Outcome {
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code))
    return { kind: "failed", reason: `“${host}”的证书不可信（${code}），没有发送` };
  if (wasSent && code !== "ECONNREFUSED") return noAnswer;
  return { kind: "later", reason: `连接不上“${host}”，请检查服务器的网络` };
}
