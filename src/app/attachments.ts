import type { Readable } from "node:stream";
import { z } from "zod";
import { Failure } from "#kit/base/errors.ts";
import { command, query, signedIn } from "#kit/base/operation.ts";
import type { Actor, Context } from "#kit/server/context.ts";
import { addFile, getFile, openFile, storeFile } from "#kit/server/files.ts";
import { type House, perform } from "#kit/server/serve.ts";
import { fileOpeners } from "./house.ts";

const nothing = z.strictObject({});
const uploading = command("files.upload", { title: "上传附件", permission: signedIn, input: nothing, output: nothing });
const downloading = query("files.download", {
  title: "下载附件",
  permission: signedIn,
  input: nothing,
  output: nothing,
});

const largest = 50 * 1024 * 1024;

/** The content first, outside of any transaction: a slow sender must not hold the database. */
export async function upload(
  house: House,
  folder: string,
  actor: Actor,
  { stream, name }: { stream: Readable; name: string },
) {
  const agencyId = agencyOf(actor);
  if (actor.isReadOnly) throw new Failure("forbidden", "token.readOnly", "这个接口令牌只能读取，不能上传附件");
  const stored = await storeFile(folder, stream, { name, maxBytes: largest });
  const as = { role: "app", agencyId } as const;
  const { answer } = await perform(house, { as, agencyId, actor, operation: uploading }, (ctx) => addFile(ctx, stored));
  const { id, size, type, digest } = answer;
  return { id, name: answer.name, size, type, digest };
}

/** One's own files, and what is attached to a record one may read: the module of the record says so. */
export async function download(house: House, folder: string, actor: Actor, id: string) {
  const agencyId = agencyOf(actor);
  const as = { role: "app", agencyId, readOnly: true } as const;
  const { answer } = await perform(house, { as, agencyId, actor, operation: downloading }, async (ctx) => {
    const isOwn = (await getFile(ctx, id)).accountId === actor.accountId;
    if (!isOwn && !(await isOpened(ctx, id)))
      throw new Failure("missing", "files.missing", "附件不存在，可能已被删除，或您无权查看");
    return openFile(ctx, folder, id);
  });
  return answer;
}

async function isOpened(ctx: Context, id: string): Promise<boolean> {
  for (const opens of fileOpeners) if (await opens(ctx, id)) return true;
  return false;
}

function agencyOf({ accountId, agencyId }: Actor): string {
  if (!accountId) throw new Failure("signedOut", "session.signedOut", "登录已结束，请重新登录");
  if (!agencyId) throw new Failure("forbidden", "agency.none", "您在该机构没有任职，不能办理业务");
  return agencyId;
}
