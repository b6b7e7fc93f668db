import Select from "antd/es/select";
import { useId } from "react";
import { Sign } from "#kit/ui/look/Sign.tsx";
import type { SheetColumn } from "../staging/rules.ts";
import type { Batch, Mapping } from "./batch.ts";

type Field = Batch["fields"][number];

interface FieldColumnsProps {
  fields: Field[];
  columns: SheetColumn[];
  mapping: Mapping;
  isRemembered: boolean;
  change: (mapping: Mapping) => void;
}

/** Field by field the column it is read from, with what stands in it; required ones first, what is left over below. */
export function FieldColumns({ fields, columns, mapping, isRemembered, change }: FieldColumnsProps) {
  const id = useId();
  const ordered = [...fields.filter(({ required }) => required), ...fields.filter(({ required }) => !required)];
  const takerOf = new Map(Object.entries(mapping).map(([field, index]) => [index, field]));
  const left = columns.filter(({ index }) => !takerOf.has(index));
  const set = (field: string, index: number | undefined) => {
    // A column goes to one field only: chosen here, it leaves the other.
    const rest = Object.entries(mapping).filter(([other, at]) => other !== field && at !== index);
    change(Object.fromEntries(index === undefined ? rest : [...rest, [field, index]]));
  };
  return (
    <section className="paper section" aria-labelledby={id}>
      <header>
        <h2 id={id}>列的对应</h2>
        <span className="small soft">
          {isRemembered ? "表头与上次导入的相同，已带出上次的对应。" : "按列名认出来的，请看一眼内容是否对得上。"}
        </span>
      </header>
      <table className="import-map">
        <thead>
          <tr>
            <th scope="col">字段</th>
            <th scope="col">文件里的列</th>
            <th scope="col">这一列的内容</th>
          </tr>
        </thead>
        <tbody>
          {ordered.map((field) => (
            <FieldLine
              key={field.field}
              field={field}
              columns={columns}
              index={mapping[field.field]}
              usedBy={(index) => {
                const taker = takerOf.get(index);
                return taker === field.field ? null : (fields.find((each) => each.field === taker)?.title ?? null);
              }}
              set={(index) => set(field.field, index)}
            />
          ))}
        </tbody>
      </table>
      <div className="import-left">
        <h3>{left.length > 0 ? `不导入的列（${left.length}）` : "文件里的列都对应上了"}</h3>
        <ul>
          {left.map(({ index, letter, title, samples }) => (
            <li key={index}>
              <span className="import-letter">{letter}</span>
              {title || <span className="soft">（无列名）</span>}
              {samples[0] && <span className="small soft">{`如 ${samples[0]}`}</span>}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

interface FieldLineProps {
  field: Field;
  columns: SheetColumn[];
  index: number | undefined;
  usedBy: (index: number) => string | null;
  set: (index: number | undefined) => void;
}

function FieldLine({ field: { field, title, required, hint }, columns, index, usedBy, set }: FieldLineProps) {
  const id = useId();
  const column = columns.find((each) => each.index === index);
  const isMissing = required && !column;
  return (
    <tr data-field={field} data-open={column ? undefined : true}>
      <th scope="row">
        <label htmlFor={id}>
          {title}
          {required && <span className="import-must">必填</span>}
        </label>
        {hint && <span className="small soft">{hint}</span>}
      </th>
      <td>
        <Select
          id={id}
          className="input-wide"
          allowClear
          aria-invalid={isMissing || undefined}
          {...(isMissing && { status: "error" as const })}
          placeholder="不导入"
          value={index ?? null}
          showSearch={{ optionFilterProp: "name" }}
          options={columns.map((each) => ({
            value: each.index,
            name: `${each.letter} ${each.title}`,
            label: `${each.letter}　${each.title || "（无列名）"}`,
            hint: usedBy(each.index),
          }))}
          optionRender={({ data }) => (
            <span className="picker-choice">
              {data.label}
              {data.hint && <span className="small soft">{`现为 ${data.hint}`}</span>}
            </span>
          )}
          onChange={(next: number | null | undefined) => set(next ?? undefined)}
        />
      </td>
      <td className="import-samples">
        {isMissing ? (
          <span className="import-missing">
            <Sign kind="late" />
            没有这一列就不能导入
          </span>
        ) : column && column.samples.length === 0 ? (
          <span className="soft">前几行都是空的</span>
        ) : (
          column?.samples.map((sample, at) => (
            <span key={at} className="import-sample">
              {sample}
            </span>
          ))
        )}
      </td>
    </tr>
  );
}
