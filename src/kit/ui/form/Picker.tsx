import { useQuery } from "@tanstack/react-query";
import Select from "antd/es/select";
import { useEffect, useState } from "react";
import { usePlace } from "../wire/usePlace.ts";
import { attributesOf, type InputProps } from "./input.ts";

export interface Choice {
  value: string;
  title: string;
  /** What tells two of the same name apart: division, credit code. */
  hint?: string | null;
}

interface PickerProps extends InputProps {
  /** Names the question for the cache: `persons`. */
  name: string;
  load: (search: string) => Promise<Choice[]>;
  /** The title of the value that stands already, so that an id is never shown. */
  known?: Choice | Choice[] | null;
  many?: boolean;
}

/** Chooses records by typing a part of their name; the server searches. */
export function Picker({ name, load, known = null, many = false, ...props }: PickerProps) {
  const { value, change } = props;
  const { agency } = usePlace();
  const [typed, setTyped] = useState("");
  const search = useLate(typed, 200);
  const [seen, setSeen] = useState<Record<string, Choice>>({});
  const { data = [], isFetching } = useQuery({
    queryKey: [agency, "picker", name, search],
    queryFn: () => load(search),
  });
  const chosen = (Array.isArray(value) ? value : value ? [value] : []) as string[];
  const all = new Map([known ?? []].flat().map((each) => [each.value, each]));
  for (const each of [...Object.values(seen), ...data]) all.set(each.value, each);
  const shown = [...new Set([...data.map((each) => each.value), ...(search ? [] : chosen)])];
  const options = shown.map((each) => ({
    value: each,
    label: all.get(each)?.title ?? "（已选）",
    hint: all.get(each)?.hint,
  }));
  return (
    <Select
      {...attributesOf(props)}
      className="input-wide"
      {...(many && { mode: "multiple" as const })}
      value={many ? chosen : (chosen[0] ?? null)}
      loading={isFetching}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder="输入名称查找"
      notFoundContent={isFetching ? "正在查找" : "没有找到"}
      options={options}
      labelRender={({ value: each }) => all.get(String(each))?.title ?? "（已选）"}
      optionRender={({ data: option }) => (
        <span className="picker-choice">
          {option.label}
          {option.hint && <span className="small soft">{option.hint}</span>}
        </span>
      )}
      onChange={(next: string | string[] | null) => {
        const picked = [next ?? []].flat().flatMap((each) => all.get(each) ?? []);
        setSeen((before) => ({ ...before, ...Object.fromEntries(picked.map((each) => [each.value, each])) }));
        setTyped("");
        change(next ?? (many ? [] : null));
      }}
    />
  );
}

function useLate(text: string, wait: number): string {
  const [late, setLate] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setLate(text), wait);
    return () => clearTimeout(timer);
  }, [text, wait]);
  return late;
}
