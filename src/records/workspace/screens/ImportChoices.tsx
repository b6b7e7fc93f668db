import { useId } from "react";
import { CodeInput } from "#kit/ui/form/ChoiceInput.tsx";
import "#kit/ui/form/form.css";
import { type FieldShape, fieldsOf } from "#kit/ui/wire/shape.ts";
import { ImportOptions } from "../imports/contract.ts";
import { unitOf } from "../staging/rules.ts";
import type { Batch } from "./batch.ts";

type Options = Batch["options"];

interface ImportChoicesProps {
  options: Options;
  change: (options: Options) => void;
  /** The fields of money that are imported, and the title of the column each is read from. */
  money: Batch["fields"];
  titleOf: (field: string) => string;
}

const shapes = fieldsOf(ImportOptions).filter(({ words }) => words !== null);

const help: Partial<Record<string, Record<string, string>>> = {
  onMatch: {
    update: "文件里有值的覆盖库里的值；内容一样的不动。",
    skip: "只新增，已在库的一概不动。",
  },
  onBlank: {
    keep: "文件里空着的，库里原来填的不变。",
    clear: "文件里空着的，把库里的也清空。只影响已对应的列。",
  },
  onAside: {
    leave: "合计、小计、填表人、重复的表头和只有序号的行不导入，预览时单独列出。",
    read: "逐行照样校验，像合计的行也会当作一条记录。",
  },
};

/** What becomes of records that are there already, of empty cells, and which unit bare amounts are in. */
export function ImportChoices({ options, change, money, titleOf }: ImportChoicesProps) {
  const id = useId();
  const bare = money.filter(({ field }) => unitOf(titleOf(field)) === "");
  const isAsked = ({ key }: FieldShape) =>
    key === "moneyUnit" ? bare.length > 0 : key !== "onBlank" || options.onMatch === "update";
  const helpOf = (key: string, value: string) =>
    key === "moneyUnit"
      ? `${bare.map(({ title }) => `“${title}”`).join("、")}的列名没有写单位，单元格里也没写的按这个算。`
      : help[key]?.[value];
  return (
    <section className="paper section" aria-labelledby={id}>
      <header>
        <h2 id={id}>怎么导入</h2>
      </header>
      <div className="import-choices">
        {shapes.filter(isAsked).map((field) => {
          const value = options[field.key as keyof Omit<Options, "aboutId">];
          return (
            <fieldset key={field.key} className="field">
              <legend className="field-title">{field.title}</legend>
              <CodeInput
                id={`${id}-${field.key}`}
                field={field}
                value={value}
                change={(next) => change({ ...options, [field.key]: next })}
                leave={() => {}}
                isInvalid={false}
                isDisabled={false}
                describedBy={`${id}-${field.key}-help`}
              />
              <span id={`${id}-${field.key}-help`} className="small soft" aria-live="polite">
                {helpOf(field.key, value)}
              </span>
            </fieldset>
          );
        })}
      </div>
    </section>
  );
}
