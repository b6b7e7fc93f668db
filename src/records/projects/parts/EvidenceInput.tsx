import type { ComponentType } from "react";
import type { InputProps } from "#kit/ui/form/input.ts";
import { Upload } from "#kit/ui/form/Upload.tsx";
import type { StoredFile } from "#kit/ui/wire/Services.tsx";
import { type EvidenceKind, evidenceKinds } from "../words.ts";

interface Piece {
  kind: EvidenceKind;
  file: StoredFile;
}

/** 佐证 by kind: a place for each that the stage takes, the needed ones marked. */
export function evidenceInput(takes: readonly { kind: EvidenceKind; isNeeded: boolean }[]): ComponentType<InputProps> {
  return function EvidenceInput({ id, value, change }: InputProps) {
    const pieces = (value as Piece[] | undefined) ?? [];
    const set = (kind: EvidenceKind, files: StoredFile[]) =>
      change([
        ...pieces.filter((each) => each.kind !== kind),
        ...files.map(({ id: fileId, name, size }) => ({ kind, file: { id: fileId, name, size } })),
      ]);
    return (
      <div id={id} className="evidence" tabIndex={-1}>
        {takes.map(({ kind, isNeeded }) => (
          <div key={kind} className="evidence-kind">
            <span>
              {evidenceKinds[kind]}
              {isNeeded && <span className="field-open">必备</span>}
            </span>
            <Upload
              title={`添加${evidenceKinds[kind]}`}
              files={pieces.filter((each) => each.kind === kind).map(({ file }) => file)}
              change={(files) => set(kind, files)}
            />
          </div>
        ))}
      </div>
    );
  };
}
