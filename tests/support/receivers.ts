import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

/* 收信的一端: a real SMTP server and a real HTTP server on this machine, playing the agency's mail server and the robots. */
export interface Mailbox {
  port: number;
  letters: { to: string[]; from: string; content: string; login: string | null }[];
  /** What the next letters are answered with; accepted once this is empty. */
  answers: { code: number; at: "RCPT" | "DATA" }[];
  close: () => Promise<void>;
}

interface Door {
  login?: string;
  password?: string;
  /** Offers STARTTLS with a certificate nobody knows. */
  hasTls?: boolean;
}

export async function openMailbox({ login, password, hasTls = false }: Door = {}): Promise<Mailbox> {
  const letters: Mailbox["letters"] = [];
  const answers: Mailbox["answers"] = [];
  const refuse = (at: "RCPT" | "DATA") => {
    const [next] = answers;
    if (next?.at !== at) return null;
    answers.shift();
    return Object.assign(new Error("示例拒绝"), { responseCode: next.code });
  };
  const server = new SMTPServer({
    authOptional: login === undefined,
    allowInsecureAuth: true,
    hideSTARTTLS: !hasTls,
    disableReverseLookup: true,
    onAuth: (auth, _session, done) => {
      if (auth.username === login && auth.password === password) done(null, { user: auth.username });
      else done(new Error("登录名或密码不对"));
    },
    onRcptTo: (_address, _session, done) => done(refuse("RCPT")),
    onData: (stream, session, done) => {
      void text(stream).then((content) => {
        const refused = refuse("DATA");
        const { mailFrom, rcptTo } = session.envelope;
        if (!refused) {
          letters.push({
            to: rcptTo.map(({ address }) => address),
            from: mailFrom ? mailFrom.address : "",
            content,
            login: typeof session.user === "string" ? session.user : null,
          });
        }
        done(refused);
      });
    },
  });
  // A client that breaks off over the certificate is what one of the tests is about.
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return { port, letters, answers, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

export interface RobotDesk {
  address: string;
  port: number;
  heard: { url: URL; body: Record<string, unknown> }[];
  /** What the next calls are answered with; `errcode: 0` once this is empty. `null` hangs up without an answer. */
  answers: ({ status?: number; body: unknown; headers?: Record<string, string> } | null)[];
  close: () => Promise<void>;
}

export async function openRobotDesk(): Promise<RobotDesk> {
  const heard: RobotDesk["heard"] = [];
  const answers: RobotDesk["answers"] = [];
  const server: Server = createServer((request: IncomingMessage, response) => {
    void text(request).then((content) => {
      const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
      heard.push({ url, body: JSON.parse(content) as Record<string, unknown> });
      const answer = answers.length > 0 ? answers.shift() : { body: { errcode: 0, code: 0 } };
      if (!answer) return request.socket.destroy();
      response.writeHead(answer.status ?? 200, { "content-type": "application/json", ...answer.headers });
      return response.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/hook/shili-0001`,
    port,
    heard,
    answers,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
