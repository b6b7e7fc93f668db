import { useMemo, useState } from "react";
import type { z } from "zod";
import { FormField } from "#kit/ui/form/FormField.tsx";
import { FormStateProvider } from "#kit/ui/form/FormState.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { fieldsOf } from "#kit/ui/wire/shape.ts";
import { useAddress } from "#kit/ui/wire/usePlace.ts";
import { RegionPicker } from "#records/directory/parts/RegionPicker.tsx";
import { type OfferedKind, offeredKinds } from "../words.ts";
import { Need } from "../matching/contract.ts";

const shapes = new Map(fieldsOf(Need).map((field) => [field.key, field]));
/** A digit string comes back from the address as a number. */
const texts = new Set(["region", "priceTo", "industry"]);

/** 需求 lives in the address, so that it can be sent to a colleague. */
export function useNeed() {
  const { search, change } = useAddress();
  const [problems, setProblems] = useState<Record<string, string>>({});
  return useMemo(() => {
    const values = Object.fromEntries(
      [...shapes.keys()]
        .filter((key) => search[key] !== undefined)
        .map((key) => [key, texts.has(key) ? String(search[key] as string | number) : search[key]]),
    );
    const kind = typeof values.kind === "string" && values.kind in offeredKinds ? values.kind : "factorySpace";
    const parsed = Need.safeParse({ ...values, kind });
    return {
      values: { ...values, kind } as Record<string, unknown> & { kind: OfferedKind },
      problems,
      asked: parsed.success ? (parsed.data as z.input<typeof Need>) : null,
      change: (key: string, value: unknown, trouble?: string | Record<string, string>) => {
        const { [key]: _gone, ...others } = problems;
        setProblems(typeof trouble === "string" ? { ...others, [key]: trouble } : others);
        const isEmpty = value === null || value === "" || (Array.isArray(value) && value.length === 0);
        if (!trouble) change({ [key]: isEmpty ? undefined : value });
      },
    };
  }, [search, problems, change]);
}

export function NeedFields({ need }: { need: ReturnType<typeof useNeed> }) {
  const { kind } = need.values;
  const isLand = kind === "landPlot";
  const unit = isLand ? "亩" : "㎡";
  return (
    <FormStateProvider
      value={{
        id: "need",
        shapes,
        values: need.values,
        problems: need.problems,
        isBusy: false,
        change: need.change,
        leave: () => {},
      }}
    >
      <div className="form match-fields">
        <FormField name="kind" />
        <FormField name="areaFrom" title={`面积不少于（${unit}）`} />
        <FormField name="areaTo" title={`面积不超过（${unit}）`} />
        {!isLand && <FormField name="ceilingHeight" />}
        {!isLand && <FormField name="floorLoad" />}
        <FormField name="powerCapacity" />
        <FormField name="priceTo" title={isLand ? "地价不超过（元/亩）" : "租金不超过（元/㎡/月）"} />
        <FormField name="region" input={RegionInput} />
        <FormField name="industry" />
        <FormField name="availableOn" />
        <FormField name="utilities" />
      </div>
    </FormStateProvider>
  );
}

const RegionInput = (props: InputProps) => <RegionPicker {...props} />;
