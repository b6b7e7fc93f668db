import { FieldInput } from "#kit/ui/form/FieldInput.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { RowsInput } from "#kit/ui/form/RowsInput.tsx";
import { RegionPicker } from "#records/directory/parts/RegionPicker.tsx";

const Cell = (props: InputProps) =>
  props.field.key === "region" ? <RegionPicker {...props} /> : <FieldInput {...props} />;

/** 合作方与份额: a row each. */
export const PartnersInput = (props: InputProps) => <RowsInput {...props} cell={Cell} />;
