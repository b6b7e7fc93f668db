import Input from "antd/es/input/Input";
import TextArea from "antd/es/input/TextArea";
import { attributesOf, type InputProps } from "./input.ts";

export function TextInput(props: InputProps) {
  const { value, change, field } = props;
  return (
    <Input
      {...attributesOf(props)}
      value={(value as string | null) ?? ""}
      autoComplete="off"
      onChange={(event) => change(event.target.value)}
      {...(field.max && field.max <= 40 && { style: { maxWidth: field.max * 16 + 48 } })}
    />
  );
}

export function ProseInput(props: InputProps) {
  const { value, change, field } = props;
  const text = (value as string | null) ?? "";
  const left = field.max ? field.max - text.length : null;
  return (
    <>
      <TextArea
        {...attributesOf(props)}
        value={text}
        autoSize={{ minRows: 3, maxRows: 16 }}
        onChange={(event) => change(event.target.value)}
      />
      {left !== null && left < 100 && (
        <span className="small soft" aria-live="polite">
          {left >= 0 ? `还可以写 ${left} 个字` : `超出 ${-left} 个字`}
        </span>
      )}
    </>
  );
}
