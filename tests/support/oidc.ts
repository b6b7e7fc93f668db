import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import Provider from "oidc-provider";

/*
 * 外部登录的另一头: a real OpenID provider on this machine. Its own sign-in page asks for a name only; a name that ends in
 * “+otp” says that a second factor was asked there.
 */
export interface OutsideWorld {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Walks the provider's pages as a browser would, without one; returns what it sends the browser back with. */
  signIn: (address: string, name: string) => Promise<string>;
  close: () => Promise<void>;
}

const client = { clientId: "luodi", clientSecret: "a-secret-of-the-tests-0123456789abcdef" };

export async function openOutsideWorld(): Promise<OutsideWorld> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const issuer = `http://127.0.0.1:${port}`;
  const provider = makeProvider(issuer);
  const answer = provider.callback();
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith("/interaction/")) void interact(provider, request, response);
    else void answer(request, response);
  });
  return {
    issuer,
    ...client,
    signIn: (address, name) => walk(issuer, address, name),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function makeProvider(issuer: string): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        // Of a native client any port of this machine is the same address: a journey's is not known beforehand.
        application_type: "native",
        redirect_uris: ["http://127.0.0.1/sign-in/outside"],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    cookies: { keys: ["a-cookie-key-of-the-tests"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: { openid: ["sub", "amr"], profile: ["preferred_username"] },
    scopes: ["openid", "profile", "email"],
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: `subject-of-${id}`, preferred_username: id }),
    }),
    // Nobody is asked whether he agrees: provider and client belong to one house.
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId ?? "",
        accountId: ctx.oidc.session?.accountId ?? "",
      });
      grant.addOIDCScope("openid profile email");
      await grant.save();
      return grant;
    },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 600, Grant: 600 },
  });
}

async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { prompt } = await provider.interactionDetails(request, response);
  // A native client is asked whether it is wanted at every sign-in; here it is.
  if (prompt.name === "consent")
    return provider.interactionFinished(request, response, { consent: {} }, { mergeWithLastSubmission: true });
  if (request.method !== "POST") {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(
      '<!doctype html><html lang="zh"><title>统一认证</title><link rel="icon" href="data:,"><h1>统一认证</h1><form method="post"><label>用户名 <input name="name"></label><button>确定</button></form></html>',
    );
    return;
  }
  let body = "";
  for await (const part of request) body += String(part);
  const typed = new URLSearchParams(body).get("name") ?? "";
  const amr = typed.endsWith("+otp") ? ["pwd", "otp"] : ["pwd"];
  await provider.interactionFinished(request, response, {
    login: { accountId: typed.replace("+otp", ""), amr, remember: false },
  });
}

/** Follows redirects with a jar of cookies, and posts the form on the way. */
async function walk(issuer: string, address: string, name: string): Promise<string> {
  const jar = new Map<string, string>();
  let [at, method] = [address, "GET"];
  for (let steps = 0; steps < 12; steps += 1) {
    const cookie = [...jar].map(([key, value]) => `${key}=${value}`).join("; ");
    const response = await fetch(at, {
      method,
      redirect: "manual",
      headers: { cookie, ...(method === "POST" && { "content-type": "application/x-www-form-urlencoded" }) },
      ...(method === "POST" && { body: new URLSearchParams({ name }) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, key = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(key, value);
    }
    const next = response.headers.get("location");
    if (next === null && at.includes("/interaction/")) method = "POST";
    else if (next === null)
      throw new Error(`the provider stopped at ${at}: ${response.status} ${await response.text()}`);
    else {
      at = new URL(next, at).href;
      method = "GET";
      if (!at.startsWith(issuer)) return new URL(at).search;
    }
  }
  throw new Error("the provider goes round and round");
}
