import { createHash, randomBytes } from "node:crypto";

/** 令牌: 256 random bits that fit an address and a header. Whoever holds one is believed, so only its digest is stored. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** sha256: a stolen table opens nothing. */
export const digestOf = (token: string): string => createHash("sha256").update(token).digest("hex");
