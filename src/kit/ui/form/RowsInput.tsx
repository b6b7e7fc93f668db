import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ComponentType, useState } from "react";
import { fieldsOf } from "../wire/shape.ts";
import { useFormState } from "./FormState.tsx";
import type { InputProps, RowProblems } from "./input.ts";

type Row = Record<string, unknown>;

/** A short table of rows inside a form: contacts, yearly commitments. Problems stand under their own cell. */
export function RowsInput({
  cell: Cell,
  id,
  field,
  value,
  change,
  leave,
  isDisabled,
}: InputProps & { cell: ComponentType<InputProps> }) {
  const { problems } = useFormState();
  const [unread, setUnread] = useState<RowProblems>({});
  if (!field.row) return null;
  const columns = fieldsOf(field.row);
  const rows = (value as Row[] | null) ?? [];
  const set = (at: number, key: string, cell: unknown, problem: string | undefined) => {
    const { [`${at}.${key}`]: _, ...others } = unread;
    const next = problem ? { ...others, [`${at}.${key}`]: problem } : others;
    setUnread(next);
    change(
      rows.map((row, index) => (index === at ? { ...row, [key]: cell } : row)),
      next,
    );
  };
  /** The rows below move up, and what could not be read in them is found again when the form is sent. */
  const remove = (at: number) => {
    setUnread({});
    change(rows.filter((_, index) => index !== at));
  };
  return (
    <div className="rows" id={id} tabIndex={-1}>
      {rows.map((row, at) => (
        <fieldset key={at} className="rows-row">
          <legend className="unseen">{`${field.title} 第 ${at + 1} 行`}</legend>
          {columns.map((column) => {
            const cell = `${id}-${at}-${column.key}`;
            const problem = problems[`${field.key}.${at}.${column.key}`];
            return (
              <div key={column.key} className="rows-cell">
                <label htmlFor={cell} className="small soft">
                  {column.title}
                </label>
                <Cell
                  id={cell}
                  field={column}
                  value={row[column.key]}
                  change={(next, trouble) =>
                    set(at, column.key, next, typeof trouble === "string" ? trouble : undefined)
                  }
                  leave={leave}
                  isInvalid={Boolean(problem)}
                  isDisabled={isDisabled}
                  describedBy={problem ? `${cell}-problem` : undefined}
                />
                {problem && (
                  <span id={`${cell}-problem`} className="field-problem">
                    {problem}
                  </span>
                )}
              </div>
            );
          })}
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`删除${field.title}第 ${at + 1} 行`}
            disabled={isDisabled}
            onClick={() => remove(at)}
          />
        </fieldset>
      ))}
      {rows.length < (field.max ?? 100) && (
        <Button
          type="dashed"
          icon={<PlusOutlined />}
          disabled={isDisabled}
          onClick={() => change([...rows, {}], unread)}
        >
          {`增加${field.title}`}
        </Button>
      )}
    </div>
  );
}
