/*
 * 部件关系: which part of an office package plays which role. Only the relations tell: Office on the web names the main part
 * word/document2.xml, and a strict file uses other addresses for the same types, so a type is known by its last word.
 */
import type { Archive } from "../../archive.ts";
import { scan } from "../../markup.ts";
import { valueOf } from "./attributes.ts";

const mostRelationBytes = 16 * 1024 * 1024;

export interface Parts {
  document: string;
  /** The part of this type, when it is there. */
  of(type: string): string | undefined;
}

export async function findParts(archive: Archive): Promise<Parts> {
  const document = (await readRelations(archive, "_rels/.rels", "")).get("officeDocument") ?? "word/document.xml";
  const folder = document.slice(0, document.lastIndexOf("/") + 1);
  const path = `${folder}_rels/${document.slice(folder.length)}.rels`;
  const relations = await readRelations(archive, path, folder);
  return {
    document,
    of(type) {
      const part = relations.get(type) ?? `${folder}${type}.xml`;
      return archive.has(part) ? part : undefined;
    },
  };
}

async function readRelations(archive: Archive, path: string, folder: string): Promise<Map<string, string>> {
  const relations = new Map<string, string>();
  if (!archive.has(path)) return relations;
  await scan(archive.read(path, mostRelationBytes), {
    open(name, raw) {
      if (name !== "Relationship" || valueOf(raw, "TargetMode") === "External") return;
      const type = valueOf(raw, "Type") ?? "";
      relations.set(type.slice(type.lastIndexOf("/") + 1), join(folder, valueOf(raw, "Target") ?? ""));
    },
  });
  return relations;
}

function join(folder: string, target: string): string {
  const names: string[] = [];
  for (const name of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return names.join("/");
}
