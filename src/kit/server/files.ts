import { createHash, type Hash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Readable } from "node:stream";
import { and, eq } from "drizzle-orm";
import type { FieldClass } from "#kit/base/classes.ts";
import { Failure } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Context } from "./context.ts";
import { agencyWide, visible } from "./scope.ts";
import { type FileType, fileTypes, sniff } from "./sniff.ts";
import { files } from "./tables.ts";

/**
 * 附件: the content lies under its own sha256 in `<data>/files/ab/<digest>`, so equal files are kept once, a stored file
 * never changes, and no name that a stranger chose ever touches a path. The name and who may see it are a row.
 * First the content is stored, then the row is written: a row never lacks its content. A command that is refused after
 * the upload leaves content without a row, which harms nobody and which `doctor` counts.
 */
export interface StoredFile {
  digest: string;
  name: string;
  type: FileType;
  size: number;
}

agencyWide(files);

export const filePath = (place: string, digest: string): string => join(place, "files", digest.slice(0, 2), digest);

/** Takes in one upload; whatever goes wrong, nothing is left behind. */
export async function storeFile(
  place: string,
  stream: AsyncIterable<Uint8Array>,
  { name, maxBytes }: { name: string; maxBytes: number },
): Promise<StoredFile> {
  const folder = join(place, "files");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const arriving = join(folder, `${arrivingMark}${randomUUID()}`);
  const file = await open(arriving, "wx+", 0o600);
  try {
    const hash = createHash("sha256");
    const size = await receive(stream, file, hash, maxBytes);
    const type = await sniff(file, size);
    await file.sync();
    const digest = hash.digest("hex");
    const home = join(folder, digest.slice(0, 2));
    await mkdir(home, { recursive: true, mode: 0o700 });
    await rename(arriving, join(home, digest));
    await syncFolder(home);
    return { digest, name: fileName(name, type), type, size };
  } finally {
    await file.close();
    // After the rename there is nothing of this name any more.
    await rm(arriving, { force: true });
  }
}

const arrivingMark = ".arriving-";

async function receive(
  stream: AsyncIterable<Uint8Array>,
  file: FileHandle,
  hash: Hash,
  maxBytes: number,
): Promise<number> {
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new Failure(
        "refused",
        "files.size",
        `文件超过 ${sizeInWords(maxBytes)}，无法接收。请压缩图片或分成几个文件再上传`,
      );
    }
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  if (size === 0) throw new Failure("invalid", "files.empty", "文件是空的，请检查后重新选择");
  return size;
}

const sizeInWords = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${Math.floor(bytes / 1024 / 1024)} MB` : `${Math.ceil(bytes / 1024)} KB`;

/** The name survives a power loss only once its folder is on the disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A name fit to be shown and downloaded: no folders, nothing invisible, and an extension that tells the truth. */
export function fileName(sent: string, type: FileType): string {
  const plain = sent
    .normalize("NFC")
    .replace(/^.*[/\\]/s, "")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/^[\s.]+|[\s.]+$/g, "");
  const given = extname(plain).slice(1);
  const allowed: readonly string[] = fileTypes[type].extensions;
  const [stem, extension] = allowed.includes(given.toLowerCase())
    ? [plain.slice(0, -given.length - 1), given]
    : [plain, allowed[0]];
  return `${[...stem].slice(0, 100).join("") || "附件"}.${extension}`;
}

/** Writes the row of a stored file. The command that attaches it records the history on the record it belongs to. */
export async function addFile(
  ctx: Context,
  stored: StoredFile,
  { class: level = "internal" }: { class?: FieldClass } = {},
) {
  const row = {
    ...stored,
    id: newId(),
    class: level,
    accountId: ctx.actor.accountId,
    uploadedAt: ctx.now.toISOString(),
  };
  await ctx.db.insert(files).values({ ...row, agencyId: ctx.agencyId });
  return row;
}

export async function getFile(ctx: Context, id: string) {
  const [file] = await ctx.db
    .select()
    .from(files)
    .where(and(visible(ctx, files), eq(files.id, id)));
  if (!file) throw new Failure("missing", "files.missing", "附件不存在，可能已被删除");
  if (!ctx.actor.classes.has(file.class)) throw new Failure("forbidden", "files.unseen", "您无权查看这份附件");
  return file;
}

export interface OpenFile {
  stream: Readable;
  headers: Record<string, string>;
}

/** Opens the content for sending; `place` is the data folder. The transaction of `ctx` may end while the stream flows. */
export async function openFile(ctx: Context, place: string, id: string): Promise<OpenFile> {
  const file = await getFile(ctx, id);
  const path = filePath(place, file.digest);
  const found = await stat(path).catch(() => null);
  if (found?.size !== file.size) {
    throw new Failure("missing", "files.lost", "附件的内容不在服务器上，请告诉系统管理员从备份中恢复");
  }
  return { stream: createReadStream(path), headers: fileHeaders(file) };
}

/** Always a download under its stated type: nothing a stranger uploaded ever runs as a page of ours. */
export function fileHeaders({
  name,
  type,
  size,
  digest,
}: {
  name: string;
  type: string;
  size: number;
  digest: string;
}) {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return {
    "Content-Type": type in fileTypes ? fileTypes[type as FileType].mime : "application/octet-stream",
    "Content-Length": String(size),
    "Content-Disposition": `attachment; filename*=UTF-8''${encoded}`,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    ETag: `"${digest}"`,
  };
}

/** Removes what killed uploads left half received. A day old, because another server on the same folder may be receiving now. */
export async function clearArriving(place: string, now: Date): Promise<void> {
  const folder = join(place, "files");
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(arrivingMark)) continue;
    const left = await stat(join(folder, name)).catch(() => null);
    if (left && now.getTime() - left.mtimeMs > day) await rm(join(folder, name), { force: true });
  }
}

const day = 86_400_000;
