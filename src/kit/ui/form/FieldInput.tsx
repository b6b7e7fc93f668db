import "./form.css";
import { CodeInput, FlagInput, FoldedInput } from "./ChoiceInput.tsx";
import { DateInput } from "./DateInput.tsx";
import type { InputProps } from "./input.ts";
import { MoneyInput } from "./MoneyInput.tsx";
import { NumberInput, RateInput } from "./NumberInput.tsx";
import { RowsInput } from "./RowsInput.tsx";
import { ProseInput, TextInput } from "./TextInput.tsx";

/** The input a field asks for by what its contract says. */
export function FieldInput(props: InputProps) {
  switch (props.field.kind) {
    case "money":
      return <MoneyInput {...props} />;
    case "day":
      return <DateInput {...props} />;
    case "rate":
      return <RateInput {...props} />;
    case "count":
    case "number":
      return <NumberInput {...props} />;
    case "code":
      return <CodeInput {...props} />;
    case "codes":
    case "lines":
      return <FoldedInput {...props} />;
    case "flag":
      return <FlagInput {...props} />;
    case "prose":
      return <ProseInput {...props} />;
    case "rows":
      return <RowsInput {...props} cell={FieldInput} />;
    default:
      return <TextInput {...props} />;
  }
}
