import type { Provider } from "#kit/server/provider.ts";

/** An outside provider without a network, for tests that are about something else; always the same person comes back. */
export const stubProvider: Provider = {
  name: "统一认证",
  issuer: "https://id.example",
  begin: async (redirect, state) => ({
    address: `https://id.example/auth?state=${state}&redirect_uri=${encodeURIComponent(redirect)}`,
    round: { state, nonce: "a-nonce", verifier: "a-verifier" },
  }),
  finish: async () => ({ issuer: "https://id.example", subject: "walker", name: "walker", amr: [], acr: null }),
};
