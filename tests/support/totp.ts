import { TOTP } from "otpauth";

/** What the authenticator app of a person shows who was given this secret. */
export const codeOf = (secret: string, at: Date = new Date()): string =>
  new TOTP({ secret: secret.replaceAll(" ", "") }).generate({ timestamp: at.getTime() });

/** A code that is not the right one. */
export const wrongCodeOf = (secret: string, at: Date = new Date()): string =>
  String((Number(codeOf(secret, at)) + 500_001) % 1_000_000).padStart(6, "0");
