import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import { fileOf } from "#kit/server/papers.ts";
import type { Asker } from "#kit/server/serve.ts";
import { type CheckReport, type checkOperations, largestDocument } from "./contract.ts";
import { paperOf, workbookOf } from "./exports/queries.ts";

/** 读并核对, when its turn comes; `signal` is aborted when whoever asked has left. */
export type CheckFile = (file: { name: string; bytes: Uint8Array }, signal: AbortSignal) => Promise<CheckReport>;

export interface Checking {
  checkFile: CheckFile;
  /** Whether this installation lets people check who are not signed in. */
  isPublic: () => boolean;
  /** Somebody is about to send a file. */
  makeReady: () => void;
}

const isKnown = ({ actor }: Asker) => actor.accountId !== null;

export const offer = (checking: Checking) => async (asker: Asker) => {
  const isOpen = isKnown(asker) || checking.isPublic();
  if (isOpen) checking.makeReady();
  return { isOpen, bytes: isKnown(asker) ? largestDocument.known : largestDocument.stranger };
};

/** What is sent lives in memory until it is answered; nothing of it is written anywhere. */
export const checkSent =
  (checking: Checking) =>
  async (asker: Asker, { name, content }: Input<typeof checkOperations.check>): Promise<CheckReport> => {
    refuseStrangers(checking, asker);
    // A copy of its own: a small buffer is a slice of one that others share, and all of it would go to the thread.
    const bytes = new Uint8Array(Buffer.from(content, "base64"));
    if (bytes.length === 0) throw new Failure("refused", "checks.empty", "文件是空的，请重新选择");
    const most = isKnown(asker) ? largestDocument.known : largestDocument.stranger;
    if (bytes.length > most)
      throw new Failure(
        "refused",
        "checks.large",
        `文件超过 ${most / 1024 / 1024} MB。请拆分后再核对${isKnown(asker) ? "" : "，或登录后核对（上限 20 MB）"}`,
      );
    return checking.checkFile({ name, bytes }, asker.signal);
  };

function refuseStrangers({ isPublic }: Checking, asker: Asker): void {
  if (isKnown(asker) || isPublic()) return;
  throw new Failure("signedOut", "checks.closed", "这里没有开放不登录的核对，请登录后再核对");
}

/** 导出: what the screen lists, as a file. The writers need Node, so it is done here and not in the browser. */
export const exportList =
  (checking: Checking) =>
  async (asker: Asker, { format, ...listed }: Input<typeof checkOperations.export>) => {
    refuseStrangers(checking, asker);
    const name = `${listed.name.replace(/\.[A-Za-z]{2,5}$/, "")}-疑点清单`;
    if (format !== "xlsx") return fileOf({ name, ...paperOf(listed) }, format, asker.signal);
    const bytes = await workbookOf(listed);
    return { name: `${name}.xlsx`, content: bytes.toString("base64") };
  };
