import { Button, Input } from "antd";
import { useState } from "react";
import { tell } from "#kit/ui/look/Notes.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import { listOperations } from "../../libraries/contract.ts";
import { readPasted } from "../../libraries/rules.ts";
import type { Answer } from "./scheme.ts";

/** 登记名单: pasted from the upper library's sheet; only what is new in it is written. */
export function ListDialog({ scheme, close }: { scheme: Answer["scheme"]; close: () => void }) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const command = useCommand(listOperations.take);
  const read = readPasted(text);
  const send = async () => {
    if ("code" in read) {
      setProblem(read.message);
      return;
    }
    const taken = await command.run({ schemeId: scheme.id, rows: read.rows });
    if (!taken) return;
    const { enteredCount, landedCount, exitedCount, sameCount } = taken;
    tell({
      kind: "done",
      text: `新入库 ${enteredCount}，新落地 ${landedCount}，新出库 ${exitedCount}，没有变化 ${sameCount}`,
    });
    close();
  };
  const said = problem ?? command.failure?.message ?? null;
  return (
    <Window
      title={`登记名单：${scheme.name}`}
      width={680}
      close={close}
      foot={
        <>
          <Button onClick={close}>取消</Button>
          <Button type="primary" loading={command.busy} onClick={() => void send()}>
            {"rows" in read ? `登记 ${read.rows.length} 行` : "登记"}
          </Button>
        </>
      }
    >
      <p className="small soft" id="list-help">
        从上级库的表格里按这个顺序复制粘贴：库内编号、项目名称、预计投入（万元）、入库日期、落地日期、出库日期。名单来几次都可以，只写新的；与台账矛盾的整份不登记，并说明是哪一行。
      </p>
      <Input.TextArea
        aria-label="名单"
        aria-describedby="list-help"
        rows={10}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setProblem(null);
          command.forget();
        }}
      />
      {said && (
        <p className="field-problem" role="alert">
          {said}
        </p>
      )}
    </Window>
  );
}
