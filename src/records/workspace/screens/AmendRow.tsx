import { Button } from "antd";
import Input from "antd/es/input/Input";
import { type FormEvent, useId, useState } from "react";
import type { z } from "zod";
import { tell } from "#kit/ui/look/Notes.tsx";
import { Sign } from "#kit/ui/look/Sign.tsx";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import { amendOperations } from "../amending/contract.ts";
import type { ImportRow } from "../imports/contract.ts";
import { rowOutcomes } from "../imports/words.ts";
import "./amend.css";
import type { Batch } from "./batch.ts";

type Row = z.output<typeof ImportRow>;
type Cell = Row["cells"][number];

/**
 * 改正: the cells that something is said about stand open, with it beneath; the row's others on request. What is typed is
 * judged at once and kept with the batch; the file itself stays as it is.
 */
export function AmendRow({ batch, row, close }: { batch: Batch; row: Row; close?: () => void }) {
  const command = useCommand(amendOperations.amend);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [isWhole, setWhole] = useState(false);
  const { cells, number, problems, warnings, isAmended } = row;
  const remarks = [...problems, ...warnings];
  const isTold = (cell: Cell) => cell.isAmended || remarks.some(({ field }) => field === cell.field);
  const told = cells.filter(isTold);
  const shown = isWhole || told.length === 0 ? cells : told;
  const changed = Object.entries(typed).filter(
    ([field, text]) => text !== (cells.find((cell) => cell.field === field)?.text ?? ""),
  );
  const send = async (values: Record<string, string | null>) => {
    const answer = await command.run({ id: batch.id, row: number, values, version: batch.version });
    if (!answer) return;
    setTyped({});
    const { outcome } = answer;
    const isIn = outcome !== "error";
    tell({
      kind: isIn ? "done" : "watch",
      text: isIn ? `第 ${number} 行：${rowOutcomes[outcome]}` : `第 ${number} 行还有要改正的地方`,
    });
    if (isIn) close?.();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed.length > 0) void send(Object.fromEntries(changed));
  };
  const restore = () =>
    void send(Object.fromEntries(cells.filter((cell) => cell.isAmended).map(({ field }) => [field, null])));
  return (
    <form className="amend" onSubmit={submit} aria-label={`改正第 ${number} 行`}>
      <div className="amend-cells">
        {shown.map((cell) => (
          <AmendCell
            key={cell.field}
            cell={cell}
            remarks={remarks.filter(({ field }) => field === cell.field)}
            isWrong={problems.some(({ field }) => field === cell.field)}
            value={typed[cell.field] ?? cell.text ?? ""}
            change={(text) => setTyped({ ...typed, [cell.field]: text })}
          />
        ))}
      </div>
      <div className="amend-acts">
        <Button size="small" htmlType="submit" loading={command.busy} disabled={changed.length === 0}>
          改正
        </Button>
        {isAmended && (
          <Button size="small" type="text" disabled={command.busy} onClick={restore}>
            还原
          </Button>
        )}
        {shown.length < cells.length && (
          <Button size="small" type="text" onClick={() => setWhole(true)}>
            改其他列
          </Button>
        )}
        {close && (
          <Button size="small" type="text" onClick={close}>
            收起
          </Button>
        )}
        {command.failure && (
          <span className="field-problem" role="alert">
            {command.failure.message}
          </span>
        )}
      </div>
    </form>
  );
}

interface AmendCellProps {
  cell: Cell;
  remarks: Row["problems"];
  isWrong: boolean;
  value: string;
  change: (text: string) => void;
}

function AmendCell({ cell, remarks, isWrong, value, change }: AmendCellProps) {
  const id = useId();
  const { title, text, isAmended, inFile } = cell;
  const was = !isAmended ? null : inFile === null ? "文件所写不在此显示" : `文件所写：${inFile || "空"}`;
  return (
    <div className="amend-cell">
      <label htmlFor={id}>
        {title}
        {isAmended && <span className="small soft">（改正过）</span>}
      </label>
      <Input
        id={id}
        size="small"
        value={value}
        maxLength={4000}
        autoComplete="off"
        {...(text === null && { placeholder: isAmended ? "已改正，内容不显示" : "文件所写不显示，填写即改正" })}
        aria-invalid={isWrong || undefined}
        aria-describedby={`${id}-told`}
        {...(isWrong && { status: "error" as const })}
        onChange={(event) => change(event.target.value)}
      />
      <div id={`${id}-told`} className="amend-told">
        {remarks.map(({ message }) => (
          <span key={message} className={isWrong ? "field-problem" : "small amend-hint"}>
            {!isWrong && <Sign kind="watch" />}
            {message}
          </span>
        ))}
        {was && <span className="small soft">{was}</span>}
      </div>
    </div>
  );
}
