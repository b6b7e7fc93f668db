import { isIP } from "node:net";
import { createTransport } from "nodemailer";
import { type Outbound, type Outcome, targetOf } from "./outbound.ts";

/** 邮件 over SMTP. */
export interface MailServer {
  host: string;
  port: number;
  /** `tls` from the first byte, `startTls` or not at all, `none` in the clear. */
  security: "tls" | "startTls" | "none";
  login: string | null;
  password: string | null;
  /** 发件地址 and the name shown with it. */
  from: string;
  fromName: string;
}

export interface Letter {
  to: string;
  subject: string;
  text: string;
  /** The same for the same letter, so that a receiving server can tell a repeated one. */
  id: string;
}

const longest = 15_000;

export async function sendMail(outbound: Outbound, server: MailServer, letter: Letter): Promise<Outcome> {
  const { host, port, security, login, password, from, fromName } = server;
  const found = await targetOf(outbound, host, port);
  if ("problem" in found) return found.problem;
  const transport = createTransport({
    host: found.target.address,
    port,
    secure: security === "tls",
    requireTLS: security === "startTls",
    ignoreTLS: security === "none",
    tls: isIP(host) ? {} : { servername: host },
    ...(login && password !== null && { auth: { user: login, pass: password } }),
    connectionTimeout: longest,
    greetingTimeout: longest,
    socketTimeout: longest,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { to, subject, text, id } = letter;
  try {
    await transport.sendMail({
      from: { name: fromName, address: from },
      to: { name: "", address: to },
      subject,
      text,
      textEncoding: "base64",
      messageId: `<${id}@${from.split("@")[1]}>`,
    });
    return { kind: "sent" };
  } catch (error) {
    return outcomeOf(error as MailFault, host);
  } finally {
    transport.close();
  }
}

interface MailFault extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
}

/** 4xx is “not now”, 5xx “no”; what broke off after the content had been handed over may have arrived. */
function outcomeOf({ code = "", command = "", responseCode, message }: MailFault, host: string): Outcome {
  const said = responseCode ? `（${responseCode}）` : "";
  if (code === "EAUTH") return { kind: "failed", reason: `邮件服务器不接受登录名或密码${said}，请系统管理员核对` };
  if (code === "ETLS" || /certificate|self-signed|altnames/i.test(message))
    return { kind: "failed", reason: `邮件服务器“${host}”的加密连接没有建立，证书不可信或不支持所选的方式` };
  if (responseCode && responseCode >= 500) {
    const what = /RCPT|MAIL/.test(command) ? "邮件服务器不接受收件或发件地址" : "邮件服务器拒收";
    return { kind: "failed", reason: `${what}${said}` };
  }
  if (responseCode && responseCode >= 400) return { kind: "later", reason: `邮件服务器暂时不能接收${said}` };
  if (code === "EENVELOPE") return { kind: "failed", reason: "收件或发件地址的格式不对" };
  if (command === "DATA") return { kind: "unsure", reason: "邮件已交出，但没有收到服务器的确认，不能确定是否送达" };
  return { kind: "later", reason: `连接不上邮件服务器“${host}”，请检查地址、端口和网络` };
}
