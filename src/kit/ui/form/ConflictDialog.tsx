import { Button } from "antd";
import { useState } from "react";
import { Window } from "../look/Window.tsx";
import { momentText } from "../value/Days.tsx";
import { textOf } from "../value/Value.tsx";
import type { FieldShape } from "../wire/shape.ts";
import type { Conflict, FieldConflict } from "./conflict.ts";
import { inYuan } from "#kit/base/money.ts";

export type Side = "mine" | "theirs";

interface ConflictDialogProps {
  conflict: Conflict;
  shapes: Map<string, FieldShape>;
  settle: (choice: Record<string, Side>) => void;
  close: () => void;
}

/** Two people changed the same field: each field is decided by hand, nothing is overwritten in silence. */
export function ConflictDialog({ conflict, shapes, settle, close }: ConflictDialogProps) {
  const [choice, setChoice] = useState<Record<string, Side>>({});
  const open = conflict.conflicts.filter((each) => !choice[each.field]).length;
  return (
    <Window
      title="有人先改了同一处"
      width={640}
      close={close}
      foot={
        <>
          <Button onClick={close}>先不保存</Button>
          <Button type="primary" disabled={open > 0} onClick={() => settle(choice)}>
            {open > 0 ? `还有 ${open} 处未选` : "按所选保存"}
          </Button>
        </>
      }
    >
      <p className="soft">您打开这张表以后，下列内容已被修改。请逐项选择保留哪一个；您填写的其他内容不受影响。</p>
      {conflict.conflicts.map((each) => (
        <ConflictField
          key={each.field}
          conflict={each}
          shape={shapes.get(each.field)}
          chosen={choice[each.field]}
          choose={(side) => setChoice({ ...choice, [each.field]: side })}
        />
      ))}
    </Window>
  );
}

interface ConflictFieldProps {
  conflict: FieldConflict;
  shape: FieldShape | undefined;
  chosen: Side | undefined;
  choose: (side: Side) => void;
}

function ConflictField({ conflict, shape, chosen, choose }: ConflictFieldProps) {
  const text = (value: unknown) => {
    if (shape?.kind === "money" && typeof value === "string") return `${inYuan(value)} 元`;
    return textOf({ words: shape?.words ?? null }, value);
  };
  const who = [conflict.by, conflict.at && momentText(conflict.at)].filter(Boolean).join("，");
  const sides: [Side, string, unknown][] = [
    ["mine", "用我填的", conflict.mine],
    ["theirs", who ? `用已保存的（${who}）` : "用已保存的", conflict.theirs],
  ];
  return (
    <fieldset className="conflict">
      <legend>
        {shape?.title ?? conflict.title}
        <span className="small soft">{` 原来是：${text(conflict.base)}`}</span>
      </legend>
      {sides.map(([side, title, value]) => (
        <label key={side} className="conflict-side" data-chosen={chosen === side || undefined}>
          <input
            type="radio"
            name={`conflict-${conflict.field}`}
            checked={chosen === side}
            onChange={() => choose(side)}
          />
          <span>
            <span className="small soft">{title}</span>
            <br />
            {text(value)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
