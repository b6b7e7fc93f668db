import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
} from "openid-client";

/**
 * 外部登录 (OpenID Connect, authorization code with PKCE): somebody else says who is here. It speaks with the network and
 * never with the database, so an operation asks it ahead of its transaction (`serveAhead`).
 */
export interface Provider {
  /** What stands on the button: 用“…”登录. */
  name: string;
  issuer: string;
  /** Where to send the browser, and what must be remembered until it comes back. */
  begin: (redirect: string, state: string) => Promise<{ address: string; round: Round }>;
  /** `returned` is the address the browser came back to. Throws where anything about it is not as it was begun. */
  finish: (returned: URL, round: Round) => Promise<Claims>;
}

export interface Round {
  state: string;
  nonce: string;
  verifier: string;
}

/** What the provider vouches for. */
export interface Claims {
  issuer: string;
  subject: string;
  /** The name an administrator knows the person by there: preferred_username, else an e-mail address it has verified. */
  name: string | null;
  /** How the person proved to be himself: RFC 8176, and the provider's own word. */
  amr: string[];
  acr: string | null;
}

interface Settings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  name: string;
}

/** LUODI_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET, _NAME; null where no provider is set. */
export function providerFrom(environment: NodeJS.ProcessEnv): Provider | null {
  const {
    LUODI_OIDC_ISSUER: issuer,
    LUODI_OIDC_CLIENT_ID: clientId,
    LUODI_OIDC_CLIENT_SECRET: clientSecret,
  } = environment;
  if (!issuer) return null;
  if (!URL.canParse(issuer) || !clientId || !clientSecret)
    throw new Error(
      "外部登录设置不全：LUODI_OIDC_ISSUER（网址）、LUODI_OIDC_CLIENT_ID、LUODI_OIDC_CLIENT_SECRET 缺一不可",
    );
  return openProvider({ issuer, clientId, clientSecret, name: environment.LUODI_OIDC_NAME ?? new URL(issuer).host });
}

export function openProvider({ issuer, clientId, clientSecret, name }: Settings): Provider {
  let known: Promise<Configuration> | null = null;
  // Asked for at the first use and again after a failure: the provider may start later than we do.
  const configuration = () => {
    known ??= discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: 10,
      // Only where the operator has written http: a provider inside a closed network, or a test.
      execute: issuer.startsWith("http://") ? [allowInsecureRequests] : [],
    }).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
  return {
    name,
    issuer,
    begin: async (redirect, state) => {
      const round = { state, nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const address = buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirect,
        scope: "openid profile email",
        state: round.state,
        nonce: round.nonce,
        code_challenge: await calculatePKCECodeChallenge(round.verifier),
        code_challenge_method: "S256",
      });
      return { address: address.href, round };
    },
    finish: async (returned, { state, nonce, verifier }) => {
      const tokens = await authorizationCodeGrant(await configuration(), returned, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error("the provider gave no ID token");
      const { sub, preferred_username: username, email, email_verified: isVerified, amr, acr } = claims;
      return {
        issuer,
        subject: sub,
        name: typeof username === "string" ? username : isVerified === true && typeof email === "string" ? email : null,
        amr: Array.isArray(amr) ? amr.filter((each) => typeof each === "string") : [],
        acr: typeof acr === "string" ? acr : null,
      };
    },
  };
}
