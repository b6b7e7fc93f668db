import { CloseOutlined, FilterOutlined, SearchOutlined } from "@ant-design/icons";
import Input from "antd/es/input/Input";
import Select from "antd/es/select";
import { type ComponentType, useEffect, useState } from "react";
import { FieldInput } from "../form/FieldInput.tsx";
import { FormStateProvider } from "../form/FormState.tsx";
import type { InputProps } from "../form/input.ts";
import { Popup } from "../look/Popup.tsx";
import { readable } from "#kit/base/money.ts";
import { textOf } from "../value/Value.tsx";
import { plain } from "../wire/plain.ts";
import type { FieldShape } from "../wire/shape.ts";
import type { Search } from "../wire/usePlace.ts";

/** A filter that stands in the open, or has an input of its own (a picker for an id). */
export interface FilterChoice {
  key: string;
  input?: ComponentType<InputProps>;
  /** What a chosen id is called in the chips. */
  text?: (value: unknown) => string;
}

interface FiltersProps {
  fields: FieldShape[];
  /** Those in the open; the codes of the contract unless said. */
  choices?: (string | FilterChoice)[] | undefined;
  filter: Search;
  set: (changes: Search) => void;
  clear: () => void;
}

/** Search box, the filters used daily, and the rest behind one button; what is set stands below as chips. */
export function Filters({ fields, choices, filter, set, clear }: FiltersProps) {
  const search = fields.find((field) => field.key === "search");
  const chosen = new Map(
    (choices ?? []).map((each) => (typeof each === "string" ? [each, { key: each }] : [each.key, each])) as [
      string,
      FilterChoice,
    ][],
  );
  const isOpen = (field: FieldShape) => (choices ? chosen.has(field.key) && isShort(field) : isShort(field));
  const usable = fields.filter(
    (field) =>
      field !== search &&
      (field.kind !== "other" || chosen.get(field.key)?.input) &&
      (!isBareId(field) || chosen.get(field.key)?.input),
  );
  const quick = usable.filter(isOpen).slice(0, 5);
  const rest = usable.filter((field) => !quick.includes(field));
  const standing = rest.filter((field) => filter[field.key] !== undefined);
  return (
    <>
      {search && (
        <SearchBox
          key={String(filter.search === undefined)}
          field={search}
          value={plain(filter.search)}
          set={(text) => set({ search: text || undefined })}
        />
      )}
      {quick.map((field) => (
        <Choice
          key={field.key}
          field={field}
          value={filter[field.key] ?? field.preset}
          set={(value) => set({ [field.key]: value })}
        />
      ))}
      {rest.length > 0 && (
        <Popup title="更多筛选" label={<MoreLabel count={standing.length} />}>
          {() => (
            <FormStateProvider
              value={{
                id: "filter",
                shapes: new Map(),
                values: filter,
                problems: {},
                isBusy: false,
                change: () => {},
                leave: () => {},
              }}
            >
              <div className="filters">
                {rest.map((field) => (
                  <FilterField
                    key={field.key}
                    field={field}
                    input={chosen.get(field.key)?.input}
                    value={filter[field.key]}
                    set={(value) => set({ [field.key]: value })}
                  />
                ))}
              </div>
            </FormStateProvider>
          )}
        </Popup>
      )}
      {Object.keys(filter).length > 0 && (
        <button type="button" className="tool" onClick={clear}>
          清除筛选
        </button>
      )}
      {standing.length > 0 && (
        <ul className="filter-chips" aria-label="已设的筛选">
          {standing.map((field) => (
            <li key={field.key}>
              <button
                type="button"
                className="bare tag"
                data-kind="primary"
                onClick={() => set({ [field.key]: undefined })}
              >
                {`${field.title} ${chosen.get(field.key)?.text?.(filter[field.key]) ?? chipText(field, filter[field.key])}`}
                <CloseOutlined />
                <span className="unseen">，去掉这个筛选</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function SearchBox({ field, value, set }: { field: FieldShape; value: string; set: (text: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => set(text.trim()), 250);
    return () => clearTimeout(timer);
  });
  return (
    <Input
      className="filter-search"
      value={text}
      allowClear
      prefix={<SearchOutlined className="soft" />}
      placeholder={field.title}
      aria-label={`查找：${field.title}`}
      onChange={(event) => setText(event.target.value)}
    />
  );
}

function Choice({ field, value, set }: { field: FieldShape; value: unknown; set: (value: unknown) => void }) {
  const options = Object.entries(field.words ?? yesNo).map(([code, label]) => ({ value: code, label }));
  const isMany = field.kind === "codes";
  const shown = field.kind === "flag" && typeof value === "boolean" ? (value ? "yes" : "no") : value;
  return (
    <Select
      className="filter-choice"
      aria-label={field.title}
      placeholder={field.title}
      {...(isMany && { mode: "multiple" as const, maxTagCount: 1 })}
      value={(shown as string | string[] | undefined) ?? (isMany ? [] : null)}
      allowClear={field.preset === undefined || value !== field.preset}
      popupMatchSelectWidth={false}
      options={options}
      showSearch={options.length > 8 ? { optionFilterProp: "label" } : false}
      onChange={(next: string | string[] | null | undefined) =>
        set(
          isMany && next?.length === 0
            ? undefined
            : field.kind === "flag" && next
              ? next === "yes"
              : (next ?? undefined),
        )
      }
    />
  );
}

function FilterField({
  field,
  input: Own = FieldInput,
  value,
  set,
}: {
  field: FieldShape;
  input?: ComponentType<InputProps> | undefined;
  value: unknown;
  set: (value: unknown) => void;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const id = `filter-${field.key}`;
  return (
    <div className="field">
      <label htmlFor={id} className="field-title">
        {field.title}
      </label>
      {isShort(field) ? (
        <Choice field={field} value={value ?? field.preset} set={set} />
      ) : (
        <Own
          id={id}
          field={{ ...field, isRequired: false }}
          value={value}
          change={(next, trouble) => {
            setProblem(typeof trouble === "string" ? trouble : null);
            if (!trouble) set(next === null || next === "" ? undefined : next);
          }}
          leave={() => {}}
          isInvalid={false}
          isDisabled={false}
          describedBy={undefined}
        />
      )}
      {problem && <span className="field-problem">{problem}</span>}
    </div>
  );
}

const yesNo = { yes: "是", no: "否" };
const isShort = (field: FieldShape) => field.kind === "code" || field.kind === "codes" || field.kind === "flag";
/** An id nobody can type. */
const isBareId = (field: FieldShape) => field.kind === "line" && field.key.endsWith("Id");

function MoreLabel({ count }: { count: number }) {
  return (
    <>
      <FilterOutlined />
      {count > 0 ? `更多筛选（${count}）` : "更多筛选"}
    </>
  );
}

function chipText(field: FieldShape, value: unknown): string {
  if (field.kind === "money" && typeof value === "string") return readable(value);
  return textOf(field, value);
}
